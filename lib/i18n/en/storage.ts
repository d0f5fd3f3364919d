export const storage = {
  about:
    'Pictures and films are kept as the gateway sent them, byte for byte. Nothing is ever deleted to make room.',
  loading: 'Counting what is kept',
  failed: 'What is kept could not be counted',
  tryAgain: 'Try again',
  /** The bar. */
  used: 'Space used',
  usedOnDisk: '{size} in the data folder',
  usedInBucket: '{size} in the bucket',
  ofQuota: 'of {size}',
  free: '{size} free',
  warning: {
    'quota-near':
      '{share} of the quota is used. Nothing stops when it is full; this only reminds you. SAFELIGHT_QUOTA sets it.',
    'quota-over':
      'More than the quota is used. Pictures are kept as before, and nothing is deleted. SAFELIGHT_QUOTA sets it.',
    'disk-low':
      'The disk has {free} left. Before it is full the studio takes no more submits; make room, or move the pictures to a larger disk or a bucket.',
  },
  kept: 'Kept',
  pictures: '{count, plural, one {# picture} other {# pictures}}',
  films: '{count, plural, one {# film} other {# films}}',
  references: '{count, plural, one {# picture you brought} other {# pictures you brought}}',
  nothing: 'Nothing yet',
  onTheWay: 'On the way',
  keeping: '{count, plural, one {The result of # task} other {The results of # tasks}}',
  lost: 'Not kept',
  gone: '{count, plural, one {# task, whose result could not be fetched} other {# tasks, whose results could not be fetched}}',
  more: '{count, plural, one {and # more} other {and # more}}',
  noPrompt: 'No prompt',
  retry: '{count, plural, one {Try it again} other {Try # again}}',
  retrying:
    '{count, plural, one {Its gateway is asked again} other {The gateways of # tasks are asked again}}',
  noGateway: 'Their gateway is no longer connected, so nobody can be asked.',
  check: 'Last check',
  sound: 'Every file is what it should be. The last was read {ago}.',
  partly:
    '{unread, plural, one {# file has} other {# files have}} not been read again since they were kept; all others are sound. The last was read {ago}.',
  broken:
    '{count, plural, one {# file is missing or damaged.} other {# files are missing or damaged.}} Run this where the studio runs; it fetches again what it can:',
  first:
    'Nothing has been read again yet. That begins a minute after the start, a little each day.',
  off: 'Nothing is read again by itself: SAFELIGHT_SCRUB is 0. This reads everything at once, where the studio runs:',
  orphans:
    '{count, plural, one {# file of {size} belongs} other {# files of {size} belong}} to nothing and can be deleted; npm run verify tells more.',
  copyCommand: 'Copy the command',
} as const
