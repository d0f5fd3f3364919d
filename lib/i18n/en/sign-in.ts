export const signIn = {
  title: 'Sign in',
  entering: 'Signing you in…',
  intro: 'Open the address the studio printed when it started: it signs you in once.',
  token: 'Or paste the address here',
  tokenHint: 'It ends in #t= and a long word.',
  password: 'Password',
  enter: 'Enter',
  expired: 'This address has been used or has expired',
  expiredHelp:
    'Each printed address works once, for ten minutes. Use the newest one in the terminal, or restart the studio to get another.',
  wrongPassword: 'That is not the password',
  wrongPasswordHelp: 'Try again. The owner of the studio set it as SAFELIGHT_PASSWORD.',
} as const
