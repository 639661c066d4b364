export default {
  checkIn: {
    title: 'Check in',
    ask: 'Enter the four digits on the hall screen',
    field: 'Check-in code',
    clear: 'Clear',
    erase: 'Delete',
    changes:
      'The code changes every half minute. If you cannot read it, raise your hand and ask the staff to check you in.',
  },
  late: {
    title: 'A vote is open, but you are not checked in',
    help: 'Once you are checked in, the ballot appears by itself.',
  },
  leave: {
    button: 'I am leaving the hall',
    title: 'Leave the hall?',
    help: 'You will not count as present and cannot vote. When you come back, enter the code on the hall screen again.',
    confirm: 'Leave the hall',
  },
  flash: { close: 'Tap the screen to close' },
  build: {
    waits:
      'There is a new version. This tablet does not update during a vote and works as before; it updates by itself afterwards.',
    byHand: 'There is a new version. Please reload the page.',
    coming: 'There is a new version; this tablet is about to update.',
  },
};
