import type { signIn as en } from '../en/sign-in'
import type { Translation } from '../translation'

export const signIn = {
  title: '登录',
  entering: '正在登录…',
  intro: '请打开工作室启动时显示的地址，即可登录（仅限一次）。',
  token: '或将地址粘贴到这里',
  tokenHint: '地址末尾是 #t= 加一长串字符。',
  password: '密码',
  enter: '进入',
  expired: '此地址已使用或已过期',
  expiredHelp:
    '每个地址只能使用一次，十分钟内有效。请使用终端中最新的地址，或重启工作室获取新地址。',
  wrongPassword: '密码不正确',
  wrongPasswordHelp: '请重试。密码由工作室所有者通过 SAFELIGHT_PASSWORD 设置。',
} satisfies Translation<typeof en>
