export const settings = {
  title: 'Settings',
  sections: {
    gateways: 'Gateways',
    storage: 'Storage',
    appearance: 'Appearance',
    keyboard: 'Keyboard',
    tools: 'Other tools',
    signOut: 'Sign out',
  },
  gateways: {
    about:
      'Where the pictures are made. New submits go to the default gateway; every task stays with the one that made it.',
    add: 'Connect a gateway',
    loading: 'Loading the gateways',
    failed: 'The gateways could not be loaded',
    retry: 'Try again',
    default: 'Default',
    silent: 'Does not answer',
    demoName: 'Demo gateway',
    demoAbout: 'Comes with the studio, paints landscapes by arithmetic, charges nothing.',
    environment:
      'Set by SAFELIGHT_GATEWAY_URL when the studio starts. Change it there; this page only shows it.',
    noKey: 'no key',
    keyLocked: 'the key can no longer be opened: enter it again',
    tasks: '{count, plural, =0 {no tasks yet} one {# task} other {# tasks}}',
    edit: 'Edit',
    editOf: 'Edit {name}',
    testOf: 'Test the connection to {name}',
    makeDefault: 'Make default',
    remove: 'Remove…',
    more: 'More about {name}',
    saved: '{name} is saved',
    added: '{name} is connected',
    madeDefault: 'New submits go to {name}',
    removed: '{name} is removed',
  },
  removal: {
    title: 'Remove {name}?',
    pictures:
      '{count, plural, one {Its task and the pictures of it stay.} other {Its # tasks and their pictures stay.}}',
    buttons:
      'Their buttons stop working, what still runs there is no longer watched, and the key is deleted. Connecting the same address again brings the buttons back.',
    unused: 'It has made no tasks. Its key is deleted.',
    keep: 'Keep it',
    confirm: 'Remove gateway',
  },
  form: {
    add: 'Connect a gateway',
    edit: 'Edit {name}',
    baseUrl: 'Address',
    baseUrlHelp: 'With or without /mj, a slash at the end, or a speed such as /mj-relax.',
    key: 'Key',
    keyNew: 'It stays on the server, encrypted, and is only ever sent to this address.',
    keyStored: '•••• {end} is stored; leave this empty to keep it.',
    keyStoredShort: 'A key is stored; leave this empty to keep it.',
    keyForgotten:
      'The address leads elsewhere now, so the stored key is forgotten. Enter the key again.',
    name: 'Name',
    dialect: 'Kind',
    auth: 'How the key travels',
    speed: 'Speed to begin with',
    speedNone: 'As the gateway likes',
    speedUnsure: 'It becomes a part of the address; whether that counts is up to this gateway.',
    notify: 'Let the gateway call when a task changes',
    notifyHelp:
      'Submits carry a signed address of this studio. What arrives there is only a hint to look sooner.',
    notifyImpossible:
      'A gateway can only call a studio it can reach: start the studio with SAFELIGHT_ORIGIN set to its public address first.',
    more: 'More',
    moreSet: 'More, {count, number} set',
    account: 'Account',
    accountHelp:
      'Which account of a pool to use, for gateways that have several. Empty leaves it to them.',
    instanceId: 'Instance ID',
    channelId: 'Channel ID',
    remark: 'Remark',
    imageHosts: 'Picture hosts to trust',
    imageHostsHelp:
      'Hosts in your own network, or on odd ports, from which pictures may be fetched. With spaces between, such as cdn.lan:8080.',
    save: 'Save',
    saveAnyway: 'Save anyway',
    connect: 'Connect',
    connectAnyway: 'Connect anyway',
    cancel: 'Cancel',
    /** What is wrong with a field, in the words of its rule. */
    invalid: {
      name: 'A name has 1 to 60 characters.',
      baseUrl:
        'An address begins with https://, and holds no password. Plain http:// is only for your own network.',
      baseUrlEmpty: 'Enter the address of the gateway.',
      key: 'A key is one word of plain letters, digits and signs.',
      auth: 'Gateways of this kind do not understand a key that travels like this.',
      dialect: 'Choose the kind of gateway.',
      defaultSpeed: 'Choose one of the speeds.',
      accountFilter: 'That is too long for a gateway to take.',
      notify: 'This needs the public address of the studio, SAFELIGHT_ORIGIN.',
      imageHosts: 'Each is a host, perhaps with a port, such as cdn.lan:8080.',
    },
  },
  auth: {
    bearer: { name: 'Bearer token', wire: 'Authorization: Bearer KEY' },
    'mj-api-secret': { name: 'mj-api-secret', wire: 'mj-api-secret: KEY' },
    raw: { name: 'Bare Authorization', wire: 'Authorization: KEY' },
    both: {
      name: 'Bearer and mj-api-secret',
      wire: 'Authorization: Bearer KEY, and mj-api-secret: KEY',
    },
  },
  /** Kinds of gateways by the name of their dialect; one that is missing here is called by that name. */
  dialect: {
    plus: {
      name: 'midjourney-proxy Plus',
      about:
        'Everything the family knows: buttons, windows, describe, shorten, face swap. Speed by address.',
    },
    'plus-filter': {
      name: 'midjourney-proxy Plus (Java edition)',
      about: 'The same, with speed asked for by account filter.',
    },
    'new-api': {
      name: 'New API',
      about: 'A relay in front of other gateways, which passes on some of the buttons.',
    },
    crazyrouter: {
      name: 'Crazyrouter',
      about:
        'A relay with what its own document lists: imagine, buttons, blend, describe, shorten.',
    },
    modes: {
      name: 'Sold by mode, /mj-fast',
      about: 'Relax and fast by the beginning of the address; tasks are read one at a time.',
    },
    'modes-short': {
      name: 'Sold by mode, /fast',
      about: 'The same, with the short form of the address.',
    },
    cubicspaces: {
      name: 'cubicspaces',
      about: 'Follow-ups by number instead of buttons, and each picture by itself.',
    },
    novicezk: {
      name: 'midjourney-proxy, open edition',
      about: 'Imagine, U, V, reroll, blend and describe; no buttons, no windows.',
    },
    trueai: {
      name: 'midjourney-proxy by trueai',
      about: 'The C# edition, from version 10 on, films included.',
    },
  },
  report: {
    label: 'What the test found',
    cancel: 'Stop asking',
    cancelled: 'Stopped. Nothing was changed.',
    studioFailed: 'The studio could not ask',
  },
  appearance: {
    theme: 'Theme',
    system: 'As the system',
    dark: 'Dark',
    light: 'Light',
    language: 'Language',
  },
  keyboard: {
    writing: 'Write',
    send: 'Send the prompt',
    sendAndKeep: 'Send it and keep the text',
    newLine: 'New line',
    history: 'Earlier prompts',
    toPrompt: 'Go to the prompt',
    pictures:
      'The first group is for writing. The others work on the task under the pointer or with the focus, and on an open one.',
    close: 'Close the open task',
  },
  tools: {
    about:
      'The studio is a gateway itself. Any client of this family can be pointed at it: the key stays here, and what it makes lands in your library.',
    baseUrl: 'Base URL',
    baseUrlHelp: 'Some clients want it with /mj at the end; the studio takes both.',
    token: 'Key',
    tokenHelp: 'Run this where the studio runs. It prints a token for one tool, once.',
    tokenName: 'my-bot',
    try: 'Try it',
    copyOf: 'Copy: {what}',
  },
  signOut: {
    about:
      'This browser forgets the studio until you sign in again. Tasks go on at the server, and nothing is deleted.',
    button: 'Sign out',
  },
} as const
