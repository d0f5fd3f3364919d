import type { shell as en } from '../en/shell'
import type { Translation } from '../translation'

export const shell = {
  name: 'Safelight',
  description: 'Midjourney 网关的暗房',
  create: '创作',
  describe: '图生文',
  blend: '混图',
  settings: '设置',
  navigation: '主导航',
  skip: '跳到内容',
  gateway: {
    label: '网关：{name}',
    demo: '演示',
    demoTitle: '演示网关',
    demoAbout:
      '内置的演示网关：协议与真实网关完全相同，画面由算法绘制。功能齐全，不产生费用，数据不会离开本机。',
    demoNext: '随时可以连接自己的网关，在此创作的内容都会保留。',
    connect: '连接网关…',
    manage: '管理网关',
    reachable: '已连接',
    unreachable: '无响应',
    reachableAbout: '{name} 连接正常。',
    unreachableAbout: '{name} 没有响应。任务会保留在此，恢复后自动发送；已完成的图片不受影响。',
    unknown: '网关',
  },
  connection: {
    offline: '网络已断开。任务仍在服务器上继续，恢复后页面会自动更新。',
    gone: '工作室没有响应，正在重新连接…',
    signedOut: '登录已失效。',
    signIn: '登录',
    retry: '立即重试',
  },
  storage: {
    'quota-near': '图片空间配额已使用 {share}。',
    'quota-over': '图片空间已超出配额，不会删除任何内容。',
    'disk-low': '磁盘空间不足，仅剩 {free}。',
    look: '查看存储',
    dismiss: '今天不再提示',
  },
  developing: '{count, plural, other {# 个任务正在显影}}',
  finished: '{count, plural, other {# 个任务已完成}}',
  ended: '{count, plural, other {# 个任务未能出图}}',
  close: '关闭',
  copied: '已复制',
  copyFailed: '浏览器不允许在此复制',
} satisfies Translation<typeof en>
