export type MoneyUnit = 'wan' | 'yuan';

const digits = { wan: 4, yuan: 0 } as const;
const suffixes: Readonly<Record<string, number>> = { 亿: 8, 亿元: 8, 万: 4, 万元: 4, 元: 0 };

/**
 * Whole yuan from what a person wrote, exact to the last digit; a unit in the text goes before `unit`. null: nothing is
 * written there. NaN: no amount, or a part of a yuan.
 */
export function yuanFrom(text: string, unit: MoneyUnit): number | null {
  const plain = text.normalize('NFKC').replace(/[\s,]/g, '').replace(/^[¥¥]/, '');
  if (plain === '') return null;
  const [, whole, part = '', suffix] = /^(\d{1,16})(?:\.(\d+))?(亿元?|万元?|元)?$/.exec(plain) ?? [];
  if (whole === undefined) return Number.NaN;
  const places = suffix === undefined ? digits[unit] : suffixes[suffix]!;
  const rest = part.replace(/0+$/, '');
  return rest.length > places ? Number.NaN : Number(whole + rest.padEnd(places, '0'));
}

/** The same amount as it is written in this unit. */
export function moneyText(yuan: number, unit: MoneyUnit): string {
  if (unit === 'yuan') return String(yuan);
  const part = String(yuan % 10_000)
    .padStart(4, '0')
    .replace(/0+$/, '');
  return `${Math.floor(yuan / 10_000)}${part && `.${part}`}`;
}
