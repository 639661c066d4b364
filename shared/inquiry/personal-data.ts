/** A stretch of the text, in UTF-16 code units from its beginning; `to` is the first one after it. */
export interface PersonalData {
  kind: 'phone' | 'idNumber';
  from: number;
  to: number;
}

/** What stands where something was masked. */
export const MASK = '●●●';

/**
 * Telephone and ID numbers of the mainland, as people write them: full-width digits, digits as Chinese numerals, with
 * spaces, dashes, dots or brackets in between. For the eyes of a moderator: it may find what is none.
 */
export function personalDataIn(text: string): PersonalData[] {
  return runsOf(text).flatMap((run) => findIn(text, run));
}

/** The text with everything in it masked that was found. */
export function masked(text: string, found: readonly PersonalData[] = personalDataIn(text)): string {
  let rest = 0;
  let result = '';
  for (const { from, to } of found) {
    result += text.slice(rest, from) + MASK;
    rest = to;
  }
  return result + text.slice(rest);
}

/** A digit, or the X at the end of an ID number, with where it stands. */
interface Digit {
  digit: string;
  from: number;
  to: number;
  /** It stands directly after the digit before it. */
  joined: boolean;
}

const numerals = new Map(
  [...'零〇一幺二三四五六七八九'].map((numeral, at) => [numeral, '001123456789'[at]!]),
);
const separator = /[\s\p{Pd}\p{Default_Ignorable_Code_Point}.·・•_~/\\*+()[\]（）【】]/u;
/** Further apart, digits are not of one number. */
const MAX_SEPARATORS = 3;

function digitOf(character: string): string | null {
  const plain = numerals.get(character) ?? character.normalize('NFKC');
  return /^[0-9xX×]$/.test(plain) ? plain.replace(/[x×]/, 'X') : null;
}

/** Digits with nothing but separators in between. */
function runsOf(text: string): Digit[][] {
  const runs: Digit[][] = [];
  let run: Digit[] = [];
  let apart = 0;
  let at = 0;
  const end = () => {
    if (run.length >= SHORTEST) runs.push(run);
    run = [];
  };
  for (const character of text) {
    const digit = digitOf(character);
    if (digit !== null) {
      if (apart > MAX_SEPARATORS) end();
      run.push({ digit, from: at, to: at + character.length, joined: run.length > 0 && apart === 0 });
      apart = 0;
    } else if (separator.test(character)) apart++;
    else {
      end();
      apart = 0;
    }
    at += character.length;
  }
  end();
  return runs;
}

const SHORTEST = 7;
const LONGEST = 18;

/** The longest that is something, at each place that is not within a word of digits. */
function findIn(text: string, run: readonly Digit[]): PersonalData[] {
  const found: PersonalData[] = [];
  for (let first = 0; first + SHORTEST <= run.length; first++) {
    if (run[first]!.joined) continue;
    const named = /(?:电话|手机|座机|联系|tel|phone|mobile)[^0-9]{0,6}$/i.test(
      text.slice(Math.max(0, run[first]!.from - 16), run[first]!.from),
    );
    for (let last = Math.min(run.length, first + LONGEST + 4) - 1; last - first + 1 >= SHORTEST; last--) {
      if (run[last + 1]?.joined) continue;
      const kind = kindOf(run.slice(first, last + 1), named);
      if (kind === null) continue;
      found.push({ kind, from: run[first]!.from, to: run[last]!.to });
      first = last;
      break;
    }
  }
  return found;
}

function kindOf(digits: readonly Digit[], named: boolean): PersonalData['kind'] | null {
  const number = digits.map(({ digit }) => digit).join('');
  if (isIdNumber(number)) return 'idNumber';
  return isPhone(number.replace(/^(?:00)?86/, '')) ||
    isPhone(number) ||
    (named && /^[2-8]\d{6,7}$/.test(number))
    ? 'phone'
    : null;
}

/** Mobile, or area code and line; the zero is left out after the country's code. */
const isPhone = (number: string) =>
  /^1[3-9]\d{9}$/.test(number) || /^0(?:10|2\d)\d{8}$|^0[3-9]\d{2}[2-8]\d{6,7}$/.test(number);

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: region, date of birth, three digits and a check digit (ISO 7064 MOD 11-2); the old one has 15 digits. */
function isIdNumber(number: string): boolean {
  if (/^[1-8]\d{14}$/.test(number)) return isDate(`19${number.slice(6, 12)}`);
  if (!/^[1-8]\d{16}[\dX]$/.test(number) || !isDate(number.slice(6, 14))) return false;
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0);
  return '10X98765432'[sum % 11] === number[17];
}

function isDate(digits: string): boolean {
  const [year, month, day] = [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number) as [
    number,
    number,
    number,
  ];
  return year >= 1900 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
