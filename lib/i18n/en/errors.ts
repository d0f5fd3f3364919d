export const errors = {
  /** Faults: what went wrong between the browser, the studio and the gateway, and what to do. */
  kind: {
    'bad-request': 'The studio could not read that request. Reload the page and try again.',
    unauthorised: 'You are signed out. Sign in again to carry on; nothing is lost.',
    forbidden: 'You are not allowed to do that. Reload the page and try again.',
    'over-budget':
      'That is more than you have left for today. Nothing was sent; your share renews at midnight.',
    'not-found': 'That is not here any more.',
    'method-not-allowed': 'The studio does not do that. Reload the page and try again.',
    'request-timeout': 'Sending took too long. Check the connection and try again.',
    conflict: 'That has already happened, or is no longer possible. Look at the task again.',
    gone: 'That picture is gone.',
    'too-large': 'That is too large to send. Use smaller pictures.',
    'unsupported-type': 'That kind of file cannot be used. PNG, JPEG and WebP work.',
    'wrong-host':
      'The studio does not answer at this address. Use the address it printed at start.',
    'rate-limited': 'That was too much at once. Wait a moment and try again.',
    internal: 'Something went wrong in the studio. Try again; its log says more.',
    'gateway-malformed': 'The gateway sent an answer nobody can read. Try again in a while.',
    'gateway-unreachable': 'The gateway cannot be reached. Check its address and the network.',
    unavailable: 'The studio does not answer. It will be asked again by itself.',
    'gateway-timeout': 'The gateway took too long to answer. Try again in a while.',
    'disk-full': 'The disk of the studio is full. Free some space, then try again.',
  },
  /** Beside `over-budget`, where the numbers are known. */
  overBudget:
    '{left, plural, =0 {Nothing of today’s {perDay, number} is left} one {# of today’s {perDay, number} is left} other {# of today’s {perDay, number} are left}}. It renews {renewsAt}.',
  /** Why a gateway said no. */
  refusal: {
    'banned-word': 'The gateway does not accept a word in this prompt',
    'invalid-request': 'The gateway does not accept this request',
    'no-credit': 'The account at the gateway has no credit left',
    'no-account': 'The gateway has no free account for this',
    'parent-expired': 'The gateway no longer knows the picture this starts from',
    'not-supported': 'This gateway cannot do that',
    'key-refused': 'The gateway refuses the key',
    'queue-full': 'The gateway’s queue is full',
    'rate-limited': 'The gateway asks for a slower pace',
    'daily-limit': 'Today’s share at the gateway is used up',
    'account-blocked': 'The account at the gateway is blocked',
    'too-large': 'The gateway finds this too large',
    other: 'The gateway said no',
  },
  refusalHelp: {
    'banned-word': 'Change the prompt and send it again. Nothing was charged.',
    'invalid-request':
      'Check the parameters and the pictures, then send it again. Nothing was charged.',
    'no-credit': 'Top up the account at the gateway, then try again.',
    'no-account':
      'Its accounts are busy or switched off. Choose another speed, or try again in a while.',
    'parent-expired': 'Make the picture anew from its prompt, then go on from there.',
    'not-supported': 'The other buttons still work. Settings shows what this gateway offers.',
    'key-refused': 'Open Settings, enter the key again and test the connection.',
    'queue-full': 'It is tried again by itself as soon as there is room. Nothing was charged.',
    'rate-limited': 'Wait a minute, then try again. Nothing was charged.',
    'daily-limit': 'Try again tomorrow, or ask the service for a larger share.',
    'account-blocked': 'Ask the service why, or choose another gateway in Settings.',
    'too-large': 'Use smaller or fewer pictures, then send it again.',
    other: 'See what the gateway said, then change the prompt or try again.',
  },
  keyRefusedHelpForMember: 'The owner of the studio has to enter the key again. Tell them.',
  bannedWord: 'The gateway does not accept “{word}”',
  /** Why a running task ended badly. */
  failure: {
    'banned-word': 'Midjourney does not accept a word in this prompt',
    'invalid-prompt': 'Midjourney cannot read this prompt',
    'invalid-parameter': 'Midjourney does not know one of the parameters',
    'invalid-link': 'Midjourney could not load a linked picture',
    'output-filtered': 'The result was filtered out',
    'image-denied': 'A picture in the request was not accepted',
    'timed-out': 'It took too long and was given up',
    'no-credit': 'The account at the gateway ran out of credit',
    'no-account': 'The gateway had no free account for this',
    subscription: 'The Midjourney subscription behind the gateway has ended',
    'account-blocked': 'The Midjourney account behind the gateway is blocked',
    'account-attention': 'The Midjourney account behind the gateway needs its owner',
    'queue-full': 'Midjourney’s queue was full',
    cancelled: 'The gateway cancelled it',
    other: 'It did not work out',
  },
  failureHelp: {
    'banned-word': 'Change the prompt and send it again.',
    'invalid-prompt': 'Look for stray signs and half-written parameters, then send it again.',
    'invalid-parameter': 'Look at the parameters, then send it again.',
    'invalid-link':
      'Use another link, one that anybody can open without signing in, or drop the picture itself.',
    'output-filtered': 'Try again, or word it differently.',
    'image-denied': 'Use another picture.',
    'timed-out': 'Try again. If it repeats, the gateway may be overloaded.',
    'no-credit': 'Top up the account at the gateway, then try again.',
    'no-account': 'Choose another speed, or try again in a while.',
    subscription:
      'Whoever runs the gateway has to renew it. Until then, choose another gateway in Settings.',
    'account-blocked':
      'Whoever runs the gateway has to see to it. Until then, choose another gateway in Settings.',
    'account-attention':
      'Whoever runs the gateway has to confirm something at Midjourney. Try again in a while.',
    'queue-full': 'Try again in a minute.',
    cancelled: 'Send it again whenever you like.',
    other: 'Try again, or change the prompt.',
  },
  /** Why a queued task has not left yet. */
  queuedBecause: {
    'queue-full': 'The gateway’s queue is full',
    'rate-limited': 'The gateway asks for a slower pace',
    'gateway-down': 'The gateway does not answer',
    other: 'The gateway is not ready',
  },
  tryingIn: 'Next try in {seconds, number} s',
  gatewaySaid: 'The gateway said: {detail}',
  unexpected: {
    title: 'This page broke',
    help: 'Your tasks and pictures are safe on the server. Try again; if it stays broken, reload.',
    retry: 'Try again',
    reload: 'Reload',
  },
  notFound: {
    title: 'Nothing here',
    help: 'This address leads nowhere, or the task has been removed.',
    back: 'Back to Create',
  },
} as const
