'use client'

export function TaskView({ taskId }: { taskId: string }) {
  return <section className="fixed inset-0 z-30 bg-stage sm:left-[68px]">{taskId}</section>
}
