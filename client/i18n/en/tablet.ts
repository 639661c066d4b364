export default {
  whose: '{{name}} · seat {{seat}}',
  seat: 'Seat {{seat}}',
  toRoom: 'Back to the waiting page',
  needsCard: 'You are a scrutineer: ask for your scrutineer’s card at the desk',
  toScrutineer: 'To the scrutineer’s page',
  toReview: 'Next: review',
  reason: 'Reason: {{reason}}',
  presence: {
    in: 'You are checked in',
    out: 'You are not checked in yet',
    outHelp:
      'Once the sitting is open, enter the code on the hall screen here, or ask the staff to check you in. Only then can you vote.',
    nonVoting: 'You attend without a vote',
  },
  now: {
    title: 'No vote is open now',
    entitled:
      'Please wait. When a vote opens, the ballot appears here by itself; there is nothing you need to do.',
    nonVoting: 'Here you see the agenda, and results once they are announced.',
    closed: 'The sitting is closed. Announced results are below.',
    own: 'See where my ballot is',
  },
  agenda: {
    title: 'Agenda',
    empty: 'The agenda has not been published; it appears here by itself once it is.',
    read: 'Read ahead',
    readOf: 'Read ahead: {{title}}',
    result: 'Result',
    resultOf: 'Result: {{title}}',
    ahead: 'For reading only. When voting opens, the ballot appears by itself; fill it in then.',
  },
  ready: {
    title: 'This tablet',
    checking: 'Checking…',
    good: 'This tablet is ready to vote',
    problems: 'Something needs attention: raise your hand and ask the staff',
    again: 'Check again',
    crypto: 'Encryption works',
    noCrypto:
      'This tablet cannot make a ballot: the address is not a secure one, or the browser is too old. Raise your hand for another tablet.',
    storage: 'Ballots can be kept on this tablet',
    noStorage:
      'This tablet cannot keep a ballot: its storage is full, or the browser is in private mode. Raise your hand for another tablet.',
    clock: 'The clock is right',
    noClock: 'This tablet’s clock is off by about {{minutes}} minutes; please have the staff set it.',
    line: 'Connected to the server, {{ms}} ms there and back',
    noLine: 'The server cannot be reached; trying again by itself.',
  },
  paper: {
    unfold: 'Details',
    fold: 'Fold',
    unfoldOf: 'Unfold details: {{title}}',
    foldOf: 'Fold details: {{title}}',
  },
  ask: {
    tick: 'Choose among {{items}} projects, at most {{limit}}. Tap again to take a mark off.',
    grade: 'Mark each project; at most {{limit}} may be approved. Tap again to take a mark off.',
    motion: 'Choose for, against or abstain. Tap again to take the mark off.',
    appraisal: 'Grade each subject. Tap again to take a mark off.',
  },
  count: {
    chosen: 'Chosen {{chosen}} / {{limit}}, {{left}} left',
    marked: 'Marked {{done}} / {{of}}',
    none: 'Nothing chosen yet',
    done: 'Chosen',
  },
  over: {
    title: 'You have already chosen {{limit}}, the most there can be',
    help: 'To change your choice, first tap one that you no longer want, to take it off; then choose the new one.',
  },
  review: {
    title: 'Please check your ballot',
    chosen_one: 'You chose {{count}}',
    chosen_other: 'You chose {{count}}',
    graded_one: '{{choice}}: {{count}}',
    graded_other: '{{choice}}: {{count}}',
    unmarked_one: '{{count}} left unmarked',
    unmarked_other: '{{count}} left unmarked',
    nothing: 'You have marked nothing',
    back: 'Go back and change',
    cast: 'Cast the ballot',
    final: 'Once cast it cannot be changed. Nobody can see what you chose.',
  },
  blank: {
    project: 'That is a valid ballot; it supports no project.',
    invalid: 'A ballot without a mark is invalid.',
    abstain: 'No mark counts as an abstention.',
  },
  state: {
    loading: { title: 'Preparing the ballot…', help: 'One moment, the ballot is about to come.' },
    sending: { title: 'Sending the ballot…', help: 'Please do not close the tablet.' },
    unconfirmed: {
      title: 'Not confirmed yet, trying again by itself',
      help: 'Your ballot is kept on this tablet and is sent again until it is confirmed; it cannot count twice. There is nothing more to do; please do not close the tablet.',
    },
    received: { title: 'Ballot received', help: 'You have voted.' },
    partial: {
      title: 'Some of the ballots were received',
      help: 'The ballots with a receipt were received and stand. The others were not accepted and are in no result. If in doubt, raise your hand and ask the staff.',
    },
    refused: {
      title: 'The ballot was not counted',
      help: 'This ballot was not accepted and is in no result. If in doubt, raise your hand and ask the staff.',
    },
    none: {
      title: 'Voting has closed; no ballot was cast here',
      help: 'No ballot was cast on this tablet before the close, so nothing was counted. What was filled in has been erased.',
    },
    void: {
      title: 'This vote is void',
      help: 'None of its ballots count. If there is another vote, its ballot appears by itself.',
    },
    aborted: {
      title: 'This vote was aborted',
      help: 'Ballots that were cast do not count. If there is another vote, its ballot appears by itself.',
    },
    partly: '{{received}} of {{ballots}} ballots received',
  },
  receiptNote:
    'Please note the receipt. Once the result is announced you can find it in the published list and so see that your ballot was counted; it does not tell what you chose.',
  stop: {
    elsewhere: {
      title: 'Your ballot went to another tablet',
      help: 'If you have voted on that tablet, your ballot stands and there is nothing more to do. If that tablet is lost or broken, raise your hand: staff and a scrutineer reissue the ballot together, and it then appears here by itself.',
    },
    mismatch: {
      title: 'Please do not vote; raise your hand',
      help: 'The ballot that this tablet was sent is not the one announced in the hall, so it was stopped to protect your vote. Please hand the tablet to the staff and a scrutineer.',
    },
    unfit: {
      title: 'This tablet cannot vote; raise your hand',
      help: 'It cannot make or keep a ballot. Ask the staff for another tablet; a ballot that was already issued is reissued by staff and a scrutineer.',
    },
  },
  said: {
    open: 'Voting has opened, the ballot is here.',
    published: 'The result is announced: {{title}}',
  },
  check: {
    title: 'Check my receipt',
    what: 'Downloads the published list of receipts, holds its digest against the announced one and looks for your receipt.',
    button: 'Check my receipt',
    busy: 'Checking…',
    found: 'Your ballot was counted',
    place: 'is number {{position}} of {{of}} in the published list',
    notThere: 'is not in the published list',
    missing: 'Your receipt was not found',
    missingHelp: 'Please keep this page and tell a scrutineer.',
    unsound: 'The published list does not pass',
    unsoundHelp:
      'It does not fit the announced digest, or is wrong in itself. Please keep this page and tell a scrutineer.',
    sound: 'All {{checks}} checks of the public list passed.',
    digest: 'Digest of the list',
  },
};
