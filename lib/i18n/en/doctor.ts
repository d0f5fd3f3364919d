/** What the doctor found out about a gateway, for people who draw and do not run servers. */
export const doctor = {
  test: 'Test connection',
  testing: 'Asking the gateway…',
  /** Said beside the button: people hesitate to press what might cost. */
  promise: 'Only asks questions. Nothing is submitted and nothing is charged.',
  /** One title and one help for every way it can end: `reached.<type>.<why>`. */
  reached: {
    ok: {
      title: 'Connected',
      /** The key was shown and accepted. */
      keyAccepted: 'The gateway answers and accepts the key.',
      open: 'The gateway answers, with or without a key.',
      /** Under `open`. */
      openHelp:
        'Anybody who knows the address can ask it. If you expected it to want a key, look at its settings.',
      latency: 'It answered in {ms, number} ms.',
    },
    'address-wrong': {
      'not-an-address': {
        title: 'That is not an address',
        help: 'It begins with https://, for example https://gateway.example.org. Copy it from where you got the key.',
      },
      'has-password': {
        title: 'There is a password in the address',
        help: 'Take out the part before the @. The key has a field of its own.',
      },
      'not-https': {
        title: 'This address is not protected',
        help: 'Over http:// anybody on the way could read the key. Use https:// unless the gateway is on your own network.',
      },
    },
    unreachable: {
      dns: {
        title: 'No such address on the internet',
        help: 'Look for a slip in the spelling. If it is right, the studio’s server has no working DNS.',
      },
      refused: {
        title: 'Nobody answers at this address',
        help: 'The machine is there and the gateway is not. Check the port, and whether the gateway is running.',
      },
      timeout: {
        title: 'No answer in time',
        help: 'The gateway may be down, or a firewall keeps the studio’s server from it. Try again in a while.',
      },
      tls: {
        title: 'The connection cannot be made secure',
        help: 'The gateway’s certificate is expired, self-made or for another name, or it expects http:// here. Its owner has to look at it.',
      },
      reset: {
        title: 'The connection was cut',
        help: 'Something between the studio and the gateway hung up. Try again; if it repeats, check for a firewall or a proxy.',
      },
      failing: {
        title: 'The gateway is out of order',
        help: 'It answers with an error of its own. Nothing is wrong with what you entered; try again in a while.',
      },
      busy: {
        title: 'The gateway is busy',
        help: 'It asks to come back later. Wait a minute, then test again.',
      },
      other: {
        title: 'The gateway cannot be reached',
        help: 'Check the address and the network of the studio’s server, then test again.',
      },
    },
    'not-a-gateway': {
      'web-page': {
        title: 'That is a web page',
        help: 'This is probably the website of the service. Look there for the address of its API.',
      },
      guarded: {
        title: 'A sign-in page or a bot check stands in front',
        help: 'The studio cannot sign in there. Ask the service for the address that programs use.',
      },
      elsewhere: {
        title: 'The gateway has moved',
        help: 'This address points to another one. The studio does not follow with the key: enter the new address yourself.',
      },
      'other-api': {
        title: 'That is another kind of service',
        help: 'It answers, but not as a Midjourney gateway. Check the address, and whether your plan includes Midjourney.',
      },
      'nothing-there': {
        title: 'There is no gateway at this address',
        help: 'Something answers and knows none of the paths. A part of the address may be missing or too much.',
      },
      unreadable: {
        title: 'The answer makes no sense',
        help: 'Something answers here, and it is not a Midjourney gateway. Check the address and the port.',
      },
    },
    'key-refused': {
      missing: {
        title: 'The gateway wants a key',
        help: 'Enter the key that you got from the service, then test again.',
      },
      refused: {
        title: 'The gateway does not accept this key',
        help: 'Copy the whole key again, without spaces. It may also have expired or belong to another service.',
      },
      blocked: {
        title: 'The account behind this key is blocked',
        help: 'The key is known, and the account is switched off. Ask the service why.',
      },
      'no-credit': {
        title: 'The key is right, and its credit is used up',
        help: 'Top up the account at the service, then test again.',
      },
      unusable: {
        title: 'That cannot be a key',
        help: 'It contains spaces or letters that keys never have. Copy it again.',
      },
    },
  },
  gatewaySaid: 'The gateway said: {detail}',
  movedTo: 'It points to {origin}',
  speedFound: {
    relax: 'The address asks for relaxed speed.',
    fast: 'The address asks for fast speed.',
    turbo: 'The address asks for turbo speed.',
  },
  dialect: {
    label: 'Kind of gateway',
    certain: 'This is a gateway of the kind {name}.',
    likely:
      'This looks like the kind {name}. Others answer the same; change it if you know better.',
    unknown: 'Its kind cannot be told from its answers. Choose it yourself.',
    /** A person has chosen `chosen`; the answers fit `found`. */
    rather: 'You chose {chosen}, but it answers like {found}.',
    use: 'Use {name}',
  },
  auth: {
    bearer: 'The key goes as a bearer token.',
    'mj-api-secret': 'The key goes in a header of its own, mj-api-secret.',
    raw: 'The key goes as it is, without the word Bearer.',
    both: 'The key goes both ways, as a bearer token and as mj-api-secret.',
  },
  findings: {
    title: 'What it offers',
    offered: 'Works here',
    lacking: 'Greyed out here',
  },
  verdict: {
    seen: 'Seen to work just now',
    'by-dialect': 'Gateways of this kind have it',
    lacking: 'Not here',
  },
  /** The names of the findings, as the studio calls these things. */
  what: {
    action: 'Buttons under a picture',
    change: 'Follow-ups by number',
    modal: 'Remix and other questions before a button runs',
    region: 'Vary Region',
    references: 'Pictures beside a prompt',
    blend: 'Blend',
    describe: 'Describe',
    shorten: 'Shorten',
    swap: 'Face swap',
    upload: 'Uploading references',
    modes: 'Choosing a speed',
    seed: 'Asking for the seed',
    cancel: 'Cancelling a running task',
    listByCondition: 'Looking at many tasks at once',
    listByState: 'Finding a lost task again',
  },
  why: {
    'buttons-made':
      'This gateway sends no buttons. The studio makes those for upscale, variation and reroll; the others do not exist here.',
    'some-buttons':
      'Upscale, vary, zoom, pan and reroll work. Buttons of describe, shorten and animate are greyed out, because this gateway does not pass them on.',
    'by-buttons': 'Not needed: the buttons under a picture do the same.',
    'no-windows':
      'This gateway cannot ask back, so Remix, Custom Zoom and Vary Region are greyed out.',
    'prompt-only': 'This gateway takes a prompt and no pictures with it.',
    'not-offered': 'This gateway does not have it.',
    'one-by-one': 'Tasks are looked at one by one. Nothing is lost; it is only a little slower.',
    'asked-by-hand':
      'When the connection breaks in the middle of a submit, the studio asks you instead of looking for itself.',
    'speed-by-prompt': 'The gateway decides, or follows --relax, --fast or --turbo in the prompt.',
    'not-answered':
      'Gateways of this kind usually have it, but this one answered that it does not.',
  },
} as const
