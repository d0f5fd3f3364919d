import type { signIn as en } from '../en/sign-in'
import type { Translation } from '../translation'

export const signIn = {
  title: '登录',
  entering: '正在登录…',
  intro: '请打开工作室启动时显示的地址。该地址仅可登录一次，之后浏览器会保持登录。',
  introPassword: '请输入工作室密码。',
  address: '或将地址粘贴到这里',
  password: '密码',
  enter: '进入',
  noToken: '地址中没有令牌：地址末尾应为 #t= 加一长串字符。',
  expired: '此地址已使用或已过期',
  expiredHelp:
    '每个地址只能使用一次，十分钟内有效。请使用终端中最新的地址，或重启工作室获取新地址。',
  wrongPassword: '密码不正确',
  wrongPasswordHelp: '密码由工作室所有者通过 SAFELIGHT_PASSWORD 设置。',
} satisfies Translation<typeof en>
