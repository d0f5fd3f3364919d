export const shell = {
  name: 'Safelight',
  description: 'A darkroom for Midjourney gateways',
  create: 'Create',
  library: 'Library',
  describe: 'Describe',
  blend: 'Blend',
  settings: 'Settings',
  navigation: 'Main',
  skip: 'Skip to content',
  /** The gateway's lamp at the foot of the rail. */
  gateway: {
    label: 'Gateway: {name}',
    demo: 'Demo',
    demoTitle: 'Demo gateway',
    demoAbout:
      'A stand-in that comes with the studio: it speaks the same protocol and paints landscapes by arithmetic. Everything works, nothing is charged, nothing leaves this machine.',
    demoNext: 'Connect your own whenever you like. What you made here stays.',
    connect: 'Connect a gateway…',
    manage: 'Manage gateways',
    see: 'What it offers',
    demoForMember: 'The owner of the studio can connect another. What you made here stays.',
    reachable: 'Connected',
    unreachable: 'No answer',
    reachableAbout: '{name} answers.',
    unreachableAbout:
      '{name} does not answer. Tasks wait here and are sent as soon as it does; finished pictures stay available.',
    unknown: 'Gateway',
  },
  connection: {
    offline: 'You are offline. Tasks go on at the server; this page catches up when you are back.',
    gone: 'The studio does not answer. Trying again…',
    signedOut: 'You are signed out.',
    signIn: 'Sign in',
    retry: 'Try now',
  },
  storage: {
    'quota-near': '{share} of the space you set for pictures is used.',
    'quota-over': 'More than the space you set for pictures is used. Nothing is deleted.',
    'disk-low': 'The disk is nearly full: {free} left.',
    look: 'Storage',
    dismiss: 'Not today',
  },
  /** Who is in: at the foot of the rail, where the studio is shared. */
  you: {
    label: 'You: {name}',
    role: { owner: 'Owner', member: 'Member' },
    used: '{used, number} of {limit, number} submits today',
    renews: 'New ones at {time}',
    account: 'Name and password',
    people: 'People',
    signOut: 'Sign out',
    otherInvitation:
      'You are {name} here, so this link was not used. Open it in another browser, or sign out first.',
  },
  /** Read out to screen readers, and shown in the tab. */
  developing: '{count, plural, one {# picture developing} other {# pictures developing}}',
  finished: '{count, plural, one {A picture is ready} other {# pictures are ready}}',
  ended:
    '{count, plural, one {A task ended without a picture} other {# tasks ended without a picture}}',
  close: 'Close',
  opening: 'Opening…',
  copied: 'Copied',
  copyFailed: 'The browser does not allow copying here',
} as const
