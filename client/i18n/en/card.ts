export default {
  seat: '{{delegation}} · seat {{seat}}',
  step: {
    printed: 'Enter the PIN printed on your card',
    choose: 'Choose a PIN of your own',
    repeat: 'Enter the new PIN once more',
    own: 'Enter your PIN',
  },
  help: {
    printed: 'It is the 6 digits beside the QR code.',
    choose: '6 digits, for signing in from now on. Remember them and tell nobody.',
    repeat: 'The same as before.',
    own: 'The 6 digits that you chose, not those printed on the card.',
  },
  next: 'Next',
  in: 'Enter the sitting',
  show: 'Show',
  hide: 'Hide',
  clear: 'Clear',
  back: 'Delete the last digit',
  differs: 'The two entries differ',
  chooseAnother: 'Please choose a PIN again.',
  triesLeft_one: '{{count}} more try. Five wrong ones in a row lock the card.',
  triesLeft_other: '{{count}} more tries. Five wrong ones in a row lock the card.',
  elsewhere:
    'Your card is in use on another tablet. After your PIN, that tablet or the staff have to agree before this one takes over. If that is not you, tell the staff at once.',
  locked: {
    title: 'The card is locked',
    help: 'Five wrong PINs in a row. Raise your hand and the staff will unlock it; this page then goes on by itself. If you forgot your PIN, ask for a new card.',
  },
  waiting: {
    title: 'Waiting for agreement',
    help: 'Press “Agree” on your other tablet. If you do not have it, raise your hand and the staff will agree. This page then enters the sitting by itself.',
    stop: 'Stop waiting',
  },
  takeover: {
    title: 'Another tablet wants to sign in with your card',
    help: 'If you agree, this tablet signs out and that one takes over; what is filled in here and not cast stays behind. If it is not you, refuse and tell the staff.',
    agree: 'Agree: use the other one',
    refuse: 'Refuse',
  },
};
