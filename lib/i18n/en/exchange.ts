export const exchange = {
  title: 'Import and export',
  about:
    'Everything you make here is yours: take it along as one file, bring it back, or bring what you made elsewhere.',
  export: {
    title: 'Export',
    about:
      'One ZIP with every picture as its gateway made it, the prompt written into the file, and a library.json with everything else. No keys are in it.',
    holds: '{tasks, plural, one {# task} other {# tasks}}',
    pictures: '{count, plural, one {# picture} other {# pictures}}',
    films: '{count, plural, one {# film} other {# films}}',
    size: 'about {size}',
    underWay:
      '{count, plural, one {One task is still under way and will be left out.} other {# tasks are still under way and will be left out.}}',
    nothing: 'There is nothing to export yet. Create something first.',
    button: 'Export everything',
    begun: 'The download has begun. It can take a while; you can go on working.',
    loading: 'Counting what there is',
    failed: 'What there is could not be counted',
    retry: 'Try again',
  },
  import: {
    title: 'Import',
    about:
      'A ZIP exported from a studio, or the saved history of Dooy’s client (chat-store….json), lobe’s Midjourney WebUI (MIDJOURNEY_DATA) or Licoy’s ChatGPT-Midjourney (mj-list).',
    choose: 'Choose a file',
    chooseOther: 'Choose another file',
    orDrop: 'or drop it anywhere on this page',
    dropHere: 'Drop it here',
    oneFile: 'One file at a time, please.',
    cancel: 'Cancel',
    stop: 'Stop',
    done: 'Done',
    close: 'Close',
    progress: 'Import of {name}',
    sending: 'Sending {name}',
    sendingHow: '{percent, number}% of {size}',
    reading: 'Reading {name}…',
    checking: 'Looking at what is in {name}…',
    importing: 'Bringing in {done, number} of {total, number} tasks',
    importingHelp: 'You can leave this page. What has come in stays.',
    ready: {
      library: 'This is a library of a studio',
      dooy: 'This is a history of Dooy’s client',
      lobe: 'This is a history of lobe’s Midjourney WebUI',
      licoy: 'This is a history of Licoy’s ChatGPT-Midjourney',
      holds:
        'It holds {tasks, plural, one {# task} other {# tasks}} with {pictures, plural, =0 {no pictures} one {# picture} other {# pictures}}{films, plural, =0 {} one { and # film} other { and # films}}, {size}.',
      history: 'It holds {tasks, plural, =0 {no tasks} one {# task} other {# tasks}}.',
      known:
        '{count, plural, one {One of them is here already and stays as it is.} other {# of them are here already and stay as they are.}}',
      allKnown: 'All of it is here already; nothing would be added.',
      strangers:
        'These gateways are not connected here: {names}. Their pictures come in, and their buttons rest until the gateway is connected.',
      links:
        'Only links to pictures are in it. The gateway is asked for each task first; where it has forgotten one, the link is tried.',
      expired:
        '{count, plural, one {The link of one task has run out. If the gateway no longer knows it, its prompt is kept without a picture.} other {The links of # tasks have run out. Where the gateway no longer knows them, their prompts are kept without pictures.}}',
      skipped: '{count, plural, one {One entry cannot be used.} other {# entries cannot be used.}}',
      gateway: 'Gateway that made them',
      free: 'Nothing is submitted, and nothing is charged.',
      start: '{count, plural, one {Import # task} other {Import # tasks}}',
      nothing: 'There is nothing in it that could be imported.',
    },
    finished: {
      title: 'Imported from {name}',
      nothing: 'Everything in {name} was here already',
      tasks: '{count, plural, one {# task} other {# tasks}}',
      pictures: '{count, plural, one {# picture} other {# pictures}}',
      films: '{count, plural, one {# film} other {# films}}',
      collections: '{count, plural, one {# collection} other {# collections}}',
      searches: '{count, plural, one {# saved search} other {# saved searches}}',
      known: '{count, plural, one {One was here already.} other {# were here already.}}',
      toFetch:
        '{count, plural, one {One picture is being fetched now.} other {# pictures are being fetched now.}}',
      expired:
        '{count, plural, one {One link has run out: its prompt is kept without a picture.} other {# links have run out: their prompts are kept without pictures.}}',
      look: 'Look at them',
    },
    skipped: {
      title: '{count, plural, one {One thing stayed behind} other {# things stayed behind}}',
      more: 'and {count, number} more',
      missing: 'not in the file',
      'too-large': 'too large',
      'other-content': 'damaged: not what the export wrote',
      'not-a-picture': 'not a picture that can be shown',
      'not-a-film': 'not a film',
      elsewhere: 'belongs to somebody else here; it came in without its buttons',
      'not-a-task': 'not a task',
      unfinished: 'was never finished, and has no id',
      failed: 'had failed',
      'nothing-to-keep': 'no picture, and the gateway does not know it',
    },
    failed: {
      title: 'This file could not be imported',
      partly:
        '{count, plural, one {One task had come in before and stays.} other {# tasks had come in before and stay.}} Import the same file again to go on from there.',
      'not-known':
        'It is neither a library of a studio nor a history of one of the three clients. Choose the ZIP or the JSON file itself, unchanged.',
      'not-a-zip':
        'The ZIP is damaged or was not downloaded to its end. Export it again, or copy it again.',
      encrypted: 'The ZIP has a password. Unpack it and pack it again without one.',
      'unsafe-names':
        'The ZIP holds file names that lead outside of it. No studio writes such a file, so nothing of it was taken.',
      'duplicate-names':
        'The ZIP holds two files of one name. No studio writes such a file, so nothing of it was taken.',
      'too-many-entries': 'The ZIP holds more than 150,000 files. Export it in parts.',
      overlapping:
        'The ZIP claims to hold more than it can. No studio writes such a file, so nothing of it was taken.',
      'no-library': 'The ZIP holds no library.json, so it is not an export of a studio.',
      'unreadable-library':
        'The library.json in it has been changed or cut. Use the ZIP as the studio wrote it.',
      'newer-version': 'A newer studio wrote this file. Update this one, then import it again.',
      'upload-cut': 'The file did not arrive to its end. Nothing was changed; choose it again.',
      'too-large': 'Its library.json is larger than a gigabyte. Export it in parts.',
      'disk-full': 'The disk of the studio is full. Make room, then import the file again.',
      'gateway-silent':
        'The gateway gave no answer, and what it knows must not be guessed. Import the file again when it answers.',
      interrupted: 'It was stopped.',
      internal:
        'Something went wrong in the studio; its log says more. Nothing is lost: try again.',
    },
  },
  adopt: {
    title: 'Adopt by id',
    about:
      'Tasks that a gateway has and this studio has not. They come with their buttons and pictures. Nothing is submitted, and nothing is charged.',
    ids: 'Task ids at the gateway',
    idsHelp: 'One or many, separated by anything.',
    gateway: 'Gateway',
    button: '{count, plural, =0 {Adopt} one {Adopt # task} other {Adopt # tasks}}',
    asking: 'Asking the gateway…',
    none: 'There is no id in this text.',
    tooMany: 'At most {most, number} at a time; these are {count, number}.',
    adopted: '{count, plural, one {# task adopted} other {# tasks adopted}}',
    results: 'What became of them',
    outcome: {
      adopted: 'adopted',
      known: 'is here already',
      absent: 'the gateway does not know it',
      elsewhere: 'belongs to somebody else here',
      unanswered: 'the gateway gave no answer',
    },
    failed: 'The gateway could not be asked',
  },
} as const
