import Play from 'lucide-react/icons/play'

/** On a still of something that moves when it is opened. */
export function PlayMark() {
  return (
    <span
      aria-hidden
      className="absolute top-1/2 left-1/2 grid size-11 -translate-1/2 place-items-center rounded-full bg-black/60 text-white backdrop-blur-md"
    >
      <Play className="ml-0.5 size-5" fill="currentColor" />
    </span>
  )
}
