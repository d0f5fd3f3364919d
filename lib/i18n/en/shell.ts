export const shell = {
  name: 'Safelight',
  description: 'A darkroom for Midjourney gateways',
  create: 'Create',
  navigation: 'Main',
  skip: 'Skip to content',
  /** The gateway's lamp at the foot of the rail. */
  gateway: {
    label: 'Gateway: {name}',
    demo: 'Demo',
    demoTitle: 'Demo gateway',
    demoAbout:
      'This studio has no gateway yet, so it runs on its own: a stand-in that speaks the same protocol and paints landscapes by arithmetic. Everything works, nothing is charged, nothing leaves this machine.',
    demoNext:
      'To connect a real one, start the studio with SAFELIGHT_GATEWAY_URL and SAFELIGHT_GATEWAY_KEY.',
    reachable: 'Connected',
    unreachable: 'No answer',
    reachableAbout: '{name} answers.',
    unreachableAbout:
      '{name} does not answer. Tasks wait here and are sent as soon as it does; finished pictures stay available.',
    unknown: 'Gateway',
  },
  settings: {
    label: 'Settings',
    theme: 'Appearance',
    system: 'System',
    dark: 'Dark',
    light: 'Light',
    language: 'Language',
    signOut: 'Sign out',
  },
  connection: {
    offline: 'You are offline. Tasks go on at the server; this page catches up when you are back.',
    gone: 'The studio does not answer. Trying again…',
    signedOut: 'You are signed out.',
    signIn: 'Sign in',
    retry: 'Try now',
  },
  /** Read out to screen readers, and shown in the tab. */
  developing: '{count, plural, one {# picture developing} other {# pictures developing}}',
  finished: '{count, plural, one {A picture is ready} other {# pictures are ready}}',
  ended:
    '{count, plural, one {A task ended without a picture} other {# tasks ended without a picture}}',
  close: 'Close',
  copied: 'Copied',
  copyFailed: 'The browser does not allow copying here',
} as const
