/** Settings, People: who uses the studio, what they may spend, and oneself. */
export const people = {
  about:
    'Everybody has feed, library and searches of their own. The gateways and their keys stay yours: you lend them, and say how much of a day.',
  loading: 'Loading the people',
  failed: 'The people could not be loaded',
  retry: 'Try again',
  list: 'People of this studio',
  role: { owner: 'Owner', member: 'Member' },
  you: 'You',
  alone:
    'Nobody but you so far. An invitation is a link; no mail is sent and no account is needed.',
  here: 'Here now',
  seen: 'Last seen {ago}',
  notSeen: 'Not seen yet',
  invited: 'Invited; the link works until {until}',
  inviteExpired: 'Invited; the link has expired',
  relinked: 'A new link works until {until}',
  removed: 'Removed. The pictures are kept.',
  today: 'Submits today',
  usedOf: '{used, number} of {limit, number} today',
  used: '{used, number} today, no limit',
  edit: 'Edit',
  editOf: 'Edit {name}',
  newLink: 'New link',
  newLinkOf: 'New link for {name}',
  remove: 'Remove…',
  invite: 'Invite somebody',
  form: {
    invite: 'Invite somebody',
    edit: 'Edit {name}',
    name: 'Name',
    nameHelp: 'How the others see them, and what they sign in with.',
    nameOwnHelp: 'How the others see you, and what you sign in with.',
    budget: 'Submits a day',
    budgetHelp:
      'Empty is without limit. Everything sent to a gateway counts as one; uploads, and what it refuses, do not. The day begins at midnight where the studio runs.',
    noLimit: 'No limit',
    make: 'Make the link',
    save: 'Save',
    cancel: 'Cancel',
    saved: '{name} is saved',
    invalidName: 'A name has 1 to 60 characters.',
    nameTaken: 'Somebody here is called that already.',
    invalidBudget: 'A whole number from 0 to 100,000, or nothing.',
  },
  link: {
    title: 'A link for {name}',
    field: 'Link',
    copy: 'Copy link',
    about:
      'Works once, until {until}. Whoever opens it chooses a password and is {name} here, so send it to nobody else. It is not shown again.',
    renews:
      'Works once, until {until}. {name} chooses a new password with it, and is then signed out everywhere else; until it is used, the old password goes on working. Any link made before is dead. It is not shown again.',
    local:
      'This address leads to this machine alone. For others, open the studio by an address that they reach, or start it with SAFELIGHT_ORIGIN, and make a new link there.',
    done: 'Done',
  },
  removal: {
    title: 'Remove {name}?',
    now: '{name} is signed out everywhere at once. Tokens stop working, and what has not left for the gateway yet is withdrawn.',
    stays:
      'What already runs is finished. Every picture stays, and a new link brings {name} back to them.',
    invited: 'The link stops working. Nobody has signed in with it yet, so nothing is lost.',
    keep: 'Keep',
    confirm: 'Remove {name}',
    done: '{name} is removed',
  },
  own: {
    about:
      'What you make is your own, until you share it yourself. The owner of the studio says how much of a day is yours.',
    ownerPassword:
      'Your password is SAFELIGHT_PASSWORD. It is set where the studio runs, and changed there.',
    rename: 'Change name',
    renamed: 'You are {name} now',
    changePassword: 'Change password',
    current: 'Current password',
    next: 'New password',
    change: 'Change password',
    changed: 'The password is changed. Other browsers have to sign in again.',
    wrongCurrent: 'That is not the current password.',
  },
} as const
