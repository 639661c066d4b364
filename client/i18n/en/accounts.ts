export default {
  loginName: 'Login name',
  loginNameHelp:
    '2 to 40 Latin letters or Chinese characters, not both, with digits, dots or dashes. Upper and lower case are the same.',
  name: 'Name',
  role: 'Role',
  password: 'Password',
  passwordHelp: 'At least 12 characters; a sentence is fine. No capitals or symbols are asked for.',
  passwordAgain: 'The password once more',
  passwordsDiffer: 'The two passwords are not the same.',
  showPassword: 'Show the password',
  fillIn: 'Please fill this in.',
  digits: 'Please enter {{digits}} digits.',
  totpCode: 'The six digits of your authenticator',
  totpCodeHelp: 'Open the authenticator app on your phone and enter the digits that it shows now.',
  signIn: 'Sign in',
  otherAccount: 'Sign in with another account',
  signOut: 'Sign out',
  page: {
    label: 'Pages of the staff',
    sittings: 'Desk',
    inquiries: 'Special inquiries',
    accounts: 'Accounts',
    acts: 'Log',
    account: 'My account',
  },
  setUp: {
    help: 'While administrators are missing, the server prints a setup code for each when it starts. Give the two codes to two people: the important accounts are granted by both together.',
    code: 'Setup code',
    button: 'Set up my administrator account',
  },
  invitation: {
    title: 'Invitation',
    welcome: 'Welcome, {{name}}',
    anew: '{{name}}, please set up your sign-in again',
    by: 'The administrator {{by}} invites you as {{role}}. Please choose a password that nobody else knows.',
    byAnew:
      'The administrator {{by}} asked for a new way in for you; your role stays {{role}}. With the new password the old one and your authenticator end, and other devices are signed out.',
    code: 'Invitation code (8 digits)',
    codeHelp:
      'Ask the administrator {{by}} for it, in person or by telephone. Link and code come from two people, to keep your account safe.',
    password: 'Choose a password',
    button: 'Set the password and come in',
    dead: 'Ask the administrator who gave you the link. If you have chosen a password by it already, just sign in.',
    signIn: 'Go to sign-in',
  },
  own: {
    title: 'My account',
  },
  change: {
    title: 'Change the password',
    help: 'Your other devices are signed out at once when it changes.',
    old: 'Your password now',
    next: 'New password',
    button: 'Change the password',
    done: 'The password is changed, and other devices are signed out.',
    perhaps: 'One answer did not come; the password may have been changed. Try to sign in with the new one.',
  },
  totp: {
    title: 'Authenticator',
    on: 'On',
    off: 'Off',
    help: 'When it is on, sign-in asks for the six digits of an authenticator app on your phone beside the password. Whoever learns your password cannot come in by it alone.',
    helpOn:
      'Sign-in asks for the digits of your authenticator. If the phone is lost, two administrators set up your sign-in again. To turn it off, enter your password.',
    begin: 'Turn the authenticator on',
    qr: 'QR code for the authenticator',
    scan: 'Scan the QR code with the authenticator app on your phone.',
    type: 'If that does not work, type this key into the app:',
    enter: 'Enter the six digits that the app shows now.',
    confirm: 'Confirm',
    remove: 'Turn the authenticator off',
  },
  everywhere: {
    title: 'All devices',
    help: 'If you left a sign-in open on another computer, you can end all of them here. This device is signed out too, and every page stops at once.',
    button: 'Sign out on every device',
  },
  does: {
    operator: 'Prepares the sitting: roll, agenda, papers, check-in. Announces nothing.',
    chair: 'Opens and closes sitting and votes, announces results, adopts voting rules.',
    administrator: 'Proposes and approves accounts. Has no part in any vote.',
    moderator: 'Moderates questions from the public in a special inquiry.',
    department: 'Answers questions in a special inquiry.',
    noteTaker: 'Takes notes in a special inquiry.',
  },
  create: {
    title: 'New account',
    two: 'Two administrators grant this role together: you get a code, the other one gets a link by approving, and its owner needs both to come in.',
    one: 'One administrator grants this role: you get the link at once and hand it to its owner.',
    button: 'Propose the account',
  },
  list: {
    mine: 'Waiting for your approval',
    proposed: 'Waiting for another administrator',
    invited: 'Invited, not yet in',
    paused: 'Sign-in paused',
    active: 'In use',
    closed_one: '{{count}} closed account',
    closed_other: '{{count}} closed accounts',
    you: 'You',
    totp: 'Authenticator',
    pausedUntil: 'Too many wrong passwords: sign-in is paused until {{time}}.',
    again: 'Refresh the list',
    missing_one: '{{count}} administrator is still missing',
    missing_other: '{{count}} administrators are still missing',
    missingHelp:
      'Take the setup code from the server’s console and give it to another person, who opens the start page and enters it under “First use”. Important accounts can be granted once both administrators are there.',
  },
  next: {
    mine: '{{by}} proposed this account. By approving you get the link, which you hand to {{name}} yourself.',
    mineAnew:
      '{{by}} proposed a new way in for {{name}}. By approving you get the link, which you hand to {{name}} yourself.',
    approval: 'Proposed by {{by}}. Another administrator has to approve.',
    approvalAnew: '{{by}} proposed a new way in for {{name}}. Another administrator has to approve.',
    approvalOwn: '{{by}} proposed a new way in for you. Another administrator has to approve.',
    owner:
      '{{name}} has to open the link and enter the code that {{by}} tells. The link is valid until {{at}}.',
    ownerOne: '{{name}} has to open the link. It is valid until {{at}}.',
    link: 'The link expired on {{at}} and {{name}} did not use it. An administrator other than {{by}} has to make another one.',
    linkOne: 'The link expired on {{at}} and {{name}} did not use it. Make another one.',
  },
  act: {
    approve: {
      action: 'Approve',
      label: 'Approve the invitation of {{name}}',
      effect:
        '{{by}} proposes {{name}} as {{role}}. Make sure that you know of it. By approving you get the link; hand it to {{name}} yourself, not through {{by}}.',
    },
    approveAnew: {
      effect:
        '{{by}} proposes a new way in for {{name}} ({{role}}). Ask {{name}} first. By approving you get the link; hand it to {{name}} yourself, not through {{by}}.',
    },
    newLink: {
      action: 'Make another link',
      label: 'Make another link for {{name}}',
      effect: 'The link that {{name}} was given before stops working at once.',
    },
    newCode: {
      action: 'Make another code',
      label: 'Make another code for {{name}}',
      effect:
        'The earlier code and link stop working at once, and another administrator has to approve again.',
    },
    withdraw: {
      action: 'Withdraw',
      label: 'Withdraw the invitation of {{name}}',
      effect:
        'Code and link stop working at once and the account is closed. The login name can be used again.',
    },
    withdrawAnew: {
      effect: 'The invitation to a new way in stops working at once. {{name}} goes on with the old password.',
    },
    reset: {
      action: 'Set up sign-in again',
      label: 'Set up the sign-in of {{name}} again',
      effect:
        'For when {{name}} has forgotten the password or lost the authenticator. You get a code, another administrator gets a link by approving. Until a new password is chosen by it, the old one works.',
    },
    resetOne: {
      effect:
        'For when {{name}} has forgotten the password or lost the authenticator. You get a link at once. Until a new password is chosen by it, the old one works.',
    },
    liftPause: {
      action: 'Lift the pause',
      label: 'Lift the pause of {{name}}',
      effect:
        '{{name}} can try a password again at once. Ask first whether it was really {{name}} who mistyped it.',
    },
    endSessions: {
      action: 'Sign out everywhere',
      label: 'Sign {{name}} out on every device',
      effect:
        '{{name}} is signed out on every device at once and has to sign in again. For a device that was lost or left open; the password stays.',
    },
    close: {
      action: 'Close the account',
      label: 'Close the account of {{name}}',
      effect:
        '{{name}} is signed out on every device at once and cannot sign in again. This cannot be taken back, but a new account can be proposed. The log keeps its lines.',
    },
  },
  handover: {
    codeTitle: 'Code for {{name}}, shown only once',
    codeTell:
      'Tell it to {{name}} in person or by telephone. Do not write it in a message, and do not tell it to the other administrator.',
    codeApprove:
      'Ask another administrator to sign in and approve under “Accounts”; that administrator hands the link to {{name}}.',
    codeThen: '{{name}} opens the link, enters the code and chooses a password.',
    linkTitle: 'Invitation link for {{name}}, shown only once',
    linkGive: 'Hand the link to {{name}} yourself. A password is chosen when it is opened.',
    linkGiveTwo:
      'Hand the link to {{name}} yourself, not through {{by}}. When it is opened, it asks for the code that {{by}} tells by word of mouth.',
    done: 'Done, close',
  },
};
