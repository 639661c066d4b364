import type { Words } from './zh-CN.ts';

const number = new Intl.NumberFormat('en');
/** A figure with its noun, in the number that English counts in. */
const many = (value: number, one: string, more: string) =>
  `${number.format(value)} ${value === 1 ? one : more}`;

const words: Words = {
  product: 'Yishi',
  inquiry: 'Special inquiry',
  language: 'Language',
  code: {
    title: 'Enter a special inquiry',
    label: 'Six-digit code',
    help: 'The code is printed beside the QR code and shown on the screen in the hall. You can also scan the QR code with your phone’s camera.',
    enter: 'Enter',
    short: 'Please enter six digits.',
    unknown: (code) =>
      `There is no special inquiry with the code ${code}. Please check it and enter it again.`,
  },
  opening: 'Opening…',
  noServer: 'The server cannot be reached just now. Trying again by itself.',
  line: {
    connecting: 'Connecting',
    live: 'Live',
    polling: 'Updated every few seconds',
    offline: 'Disconnected',
    behind: (seconds) => `Behind: last update ${many(seconds, 'second', 'seconds')} ago`,
  },
};

export default words;
