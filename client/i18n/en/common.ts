export default {
  product: 'Yishi',
  language: { label: 'Language', 'zh-CN': '中文', en: 'English' },
  textSize: { label: 'Text size', smaller: 'Smaller text', larger: 'Larger text', now: 'Text {{percent}}%' },
  line: {
    connecting: 'Connecting',
    live: 'Connected',
    lost: 'Connection lost, reconnecting',
    lostSince:
      'The connection was lost at {{time}} and is being restored. What you have filled in is kept on this device.',
    ended: 'This device is no longer signed in',
    endedHelp:
      'You may have signed in on another device. Scan the QR code on your card again, or ask the staff. What you have filled in is kept on this device.',
    outdated: 'The system has been updated',
    outdatedHelp: 'Reload this page when you have a moment. What you have filled in is kept on this device.',
    reload: 'Reload the page',
    notAllowed: 'You cannot enter this sitting',
    notAllowedHelp:
      'This sign-in belongs to another sitting. Use the card of this sitting, or ask the staff.',
    noServer: 'The server cannot be reached just now. Trying again by itself.',
  },
  entrance: {
    title: 'Please sign in',
    help: 'Scan the QR code on your card with the tablet’s camera, or open the sign-in link the staff gave you.',
    signingIn: 'Signing in…',
    failed: 'Could not sign in',
    setupTitle: 'First use',
    setupHelp:
      'When the server starts it prints a one-time setup code. Enter it to become the first administrator.',
    setupCode: 'Setup code',
    setupButton: 'Set up',
  },
  home: {
    choose: 'Choose a sitting',
    hallWaiting: 'Waiting for a sitting. The hall screen follows the desk by itself.',
  },
  role: {
    administrator: 'Administrator',
    operator: 'Operator',
    chair: 'Executive chair',
    hallScreen: 'Hall screen',
    deputy: 'Deputy',
    scrutineer: 'Scrutineer',
    chiefScrutineer: 'Chief scrutineer',
  },
  action: {
    cancel: 'Cancel',
    close: 'Close',
    back: 'Back',
    remove: 'Remove',
    copy: 'Copy',
    copied: 'Copied',
  },
  sending: 'Sending…',
  unconfirmed: 'Not confirmed yet, trying again by itself…',
  loading: 'Loading…',
  refusedField: 'Concerns: {{field}}',
  error: {
    title: 'Something went wrong on this page',
    help: 'What you have filled in is kept on this device. Reload the page; if the problem stays, ask the staff.',
    notFound: 'There is no such page',
    home: 'Back to the start',
  },
};
