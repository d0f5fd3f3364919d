import type { shell as en } from '../en/shell'
import type { Translation } from '../translation'

export const shell = {
  name: 'Safelight',
  description: 'Midjourney 网关的暗房',
  create: '创作',
  navigation: '主导航',
  skip: '跳到内容',
  gateway: {
    label: '网关：{name}',
    demo: '演示',
    demoTitle: '演示网关',
    demoAbout:
      '工作室尚未连接网关，正在使用内置的演示网关：协议完全相同，画面由算法绘制。功能齐全，不产生费用，数据不会离开本机。',
    demoNext:
      '如需连接真实网关，请设置 SAFELIGHT_GATEWAY_URL 和 SAFELIGHT_GATEWAY_KEY 后启动工作室。',
    reachable: '已连接',
    unreachable: '无响应',
    reachableAbout: '{name} 连接正常。',
    unreachableAbout: '{name} 没有响应。任务会保留在此，恢复后自动发送；已完成的图片不受影响。',
    unknown: '网关',
  },
  settings: {
    label: '设置',
    theme: '外观',
    system: '跟随系统',
    dark: '深色',
    light: '浅色',
    language: '语言',
    signOut: '退出登录',
  },
  connection: {
    offline: '网络已断开。任务仍在服务器上继续，恢复后页面会自动更新。',
    gone: '工作室没有响应，正在重新连接…',
    signedOut: '登录已失效。',
    signIn: '登录',
    retry: '立即重试',
  },
  developing: '{count, plural, other {# 个任务正在显影}}',
  finished: '{count, plural, other {# 个任务已完成}}',
  ended: '{count, plural, other {# 个任务未能出图}}',
  close: '关闭',
  copied: '已复制',
  copyFailed: '浏览器不允许在此复制',
} satisfies Translation<typeof en>
