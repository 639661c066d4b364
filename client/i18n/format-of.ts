import type { Rate } from '../../shared/ballot/outcome.ts';

/** Numbers, money and times as this language writes them, in the hall's time zone. Times are milliseconds since 1970. */
export interface Format {
  number(value: number): string;
  /** An exact share, with one decimal place; `–` of nothing. */
  percent(rate: Rate): string;
  /** Whole yuan, short: ¥4.8亿. */
  money(yuan: number): string;
  time(at: number): string;
  date(at: number): string;
  dateTime(at: number): string;
  list(words: readonly string[]): string;
}

export function formatOf(language: string, timeZone: string): Format {
  const number = new Intl.NumberFormat(language);
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  const money = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    notation: 'compact',
    maximumFractionDigits: 2,
    minimumFractionDigits: 0,
  });
  const time = new Intl.DateTimeFormat(language, {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
  const date = new Intl.DateTimeFormat(language, { timeZone, dateStyle: 'long' });
  const dateTime = new Intl.DateTimeFormat(language, {
    timeZone,
    dateStyle: 'long',
    timeStyle: 'short',
    hour12: false,
  });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return {
    number: (value) => number.format(value),
    percent: ({ votes, of }) => (of === 0 ? '–' : percent.format(votes / of)),
    money: (yuan) => money.format(yuan),
    time: (at) => time.format(at),
    date: (at) => date.format(at),
    dateTime: (at) => dateTime.format(at),
    list: (words) => list.format(words),
  };
}
