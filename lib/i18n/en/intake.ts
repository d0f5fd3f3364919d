export const intake = {
  title:
    '{count, plural, =0 {What should it become?} one {What should it become?} other {What should they become?}}',
  /** Read out when the zones open under a drag. */
  dragging: 'Drop the picture on what it should become. Escape cancels.',
  zone: {
    image: 'Image prompt',
    style: 'Style reference',
    character: 'Character reference',
    describe: 'Describe',
    blend: 'Blend',
    swap: 'Swap face',
  },
  about: {
    image: 'Guide composition and content',
    style: 'Borrow the look',
    character: 'Keep a face or figure',
    describe:
      '{count, plural, =0 {Four prompts from this picture} one {Four prompts from this picture} other {Four prompts from each picture}}',
    blend: 'Mix 2 to 5 pictures',
    swap: '{count, plural, =2 {First the face, then the picture for it} other {Put this face on another picture}}',
  },
  /** Why a zone takes nothing; what a gateway lacks is said by `actions.lack`. */
  closed: {
    'one-only': 'One picture at a time',
    'two-only': 'A face and a picture, no more',
    'needs-file': 'Needs the file: save the picture first',
  },
  /** The zone of a desk that is open already. */
  desk: {
    blend: 'Add to this blend',
    describe: 'Put on the Describe desk',
    swap: 'Add to this face swap',
  },
  pictures: 'Pictures',
  cancel: 'Cancel',
  /** What has been brought and is not a picture of the studio yet. */
  tray: {
    label: 'Pictures on their way',
    waiting: 'Waits for its turn…',
    preparing: 'Looking at it…',
    sending: 'Taking it in…',
    retry: 'Retry',
    retryNamed: 'Retry {file}',
    dismiss: 'Dismiss {file}',
    dismissAll: 'Dismiss all',
  },
  problem: {
    empty: 'This file is empty.',
    'not-a-picture': 'This is no picture.',
    'too-large': 'Too large at {size}. Make it smaller, then bring it again.',
    heic: 'This browser cannot open HEIC photos. Safari can; or export it as JPEG.',
    format: 'This browser cannot open {format} pictures. Save it as PNG or JPEG.',
    broken: 'This picture is damaged and cannot be opened.',
    unreadable: 'This file cannot be read. It may have moved since.',
    held: 'The studio does not answer. It goes on by itself as soon as it does.',
    surplus: 'Left out: there is no room for more pictures here.',
  },
  note: {
    shrunk: 'Shrunk from {from} to {to}.',
    'first-frame': 'It moves; its first frame was taken.',
    converted: 'Converted from {format}.',
  },
  /** Of pictures dragged out of another page. */
  web: {
    taken: 'The picture went to the prompt by its address.',
    isLink: 'That is a link, not a picture. Save the picture, then drop the file.',
    needsFile: 'That page gave only an address. Save the picture, then drop the file.',
    inline: 'That page gave no file and no address. Save the picture, then drop the file.',
  },
} as const
