export const signIn = {
  title: 'Sign in',
  entering: 'Signing you in…',
  intro:
    'Open the address the studio printed when it started. It signs you in once; after that this browser is remembered.',
  introPassword: 'Enter the password of this studio.',
  introPeople: 'Enter your name and your password.',
  introNames: 'Enter your name and your password, or paste the address the studio printed.',
  address: 'Or paste the address here',
  name: 'Name',
  nameHelp: 'The owner may leave it empty.',
  password: 'Password',
  enter: 'Enter',
  enterByAddress: 'Enter with the address',
  noToken: 'There is no token in it: the address ends in #t= and a long word.',
  expired: 'This address has been used or has expired',
  expiredHelp:
    'Each printed address works once, for ten minutes. Use the newest one in the terminal, or restart the studio to get another.',
  wrongPassword: 'That is not the password',
  wrongPasswordHelp: 'The owner of the studio set it as SAFELIGHT_PASSWORD.',
  wrongName: 'Name and password do not belong together',
  wrongNameHelp:
    'Forgotten it? The owner of the studio can make you a new link, with which you choose another.',
  show: 'Show the password',
  hide: 'Hide the password',
  /** The page of a link that somebody was sent. */
  invite: {
    title: 'Invitation',
    looking: 'Looking at your invitation…',
    welcome: 'Welcome, {name}',
    about: 'Choose a password. With it and your name you come back, from any browser.',
    password: 'Password',
    join: 'Come in',
    short:
      '{more, plural, one {# more character, of any kind} other {# more characters, of any kind}}',
    enough: 'Long enough. A few words in a row are easier to keep and harder to guess.',
    strong: 'A good length.',
    dead: 'This link no longer works',
    deadHelp:
      'It has been used, has expired, or a newer one was made. Ask whoever sent it for a new link.',
    toSignIn: 'Sign in instead',
    again: 'Try again',
  },
} as const
