export const signIn = {
  title: 'Sign in',
  entering: 'Signing you in…',
  intro:
    'Open the address the studio printed when it started. It signs you in once; after that this browser is remembered.',
  introPassword: 'Enter the password of this studio.',
  address: 'Or paste the address here',
  password: 'Password',
  enter: 'Enter',
  noToken: 'There is no token in it: the address ends in #t= and a long word.',
  expired: 'This address has been used or has expired',
  expiredHelp:
    'Each printed address works once, for ten minutes. Use the newest one in the terminal, or restart the studio to get another.',
  wrongPassword: 'That is not the password',
  wrongPasswordHelp: 'The owner of the studio set it as SAFELIGHT_PASSWORD.',
} as const
