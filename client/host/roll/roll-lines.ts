import { RollEntry } from '../../../shared/roll.ts';

export type LineFault =
  | { reason: 'tooFew' }
  | { reason: 'tooMany' }
  | { reason: 'name' | 'delegation' | 'seat'; text: string }
  | { reason: 'standing'; text: string }
  | { reason: 'seatTaken'; text: string; line: number };

export interface BadLine {
  /** From 1, as an editor counts. */
  line: number;
  text: string;
  fault: LineFault;
}

export interface ReadRoll {
  entries: readonly RollEntry[];
  bad: readonly BadLine[];
}

const standings: Readonly<Record<string, RollEntry['standing']>> = {
  '': 'entitled',
  代表: 'entitled',
  出席: 'entitled',
  entitled: 'entitled',
  列席: 'nonVoting',
  nonvoting: 'nonVoting',
  'non-voting': 'nonVoting',
};

/** Reads `name,delegation,seat[,列席]` per line; commas of both scripts and tabs divide. Empty lines are nothing. */
export function readRoll(text: string): ReadRoll {
  const entries: RollEntry[] = [];
  const bad: BadLine[] = [];
  const lineOfSeat = new Map<string, number>();
  for (const [at, raw] of text.split(/\r?\n/).entries()) {
    if (raw.trim() === '') continue;
    const line = at + 1;
    const read = readLine(raw);
    if ('reason' in read) {
      bad.push({ line, text: raw, fault: read });
      continue;
    }
    const taken = lineOfSeat.get(read.seat);
    if (taken !== undefined) {
      bad.push({ line, text: raw, fault: { reason: 'seatTaken', text: read.seat, line: taken } });
      continue;
    }
    lineOfSeat.set(read.seat, line);
    entries.push(read);
  }
  return { entries, bad };
}

function readLine(raw: string): RollEntry | LineFault {
  const cells = raw.split(/[,\uff0c\t]/).map((cell) => cell.trim());
  while (cells.length > 3 && cells.at(-1) === '') cells.pop();
  if (cells.length < 3) return { reason: 'tooFew' };
  if (cells.length > 4) return { reason: 'tooMany' };
  const [name = '', delegation = '', seat = '', word = ''] = cells;
  const standing = standings[word.toLowerCase()];
  if (!standing) return { reason: 'standing', text: word };
  const parsed = RollEntry.safeParse({ name, delegation, seat, standing });
  if (parsed.success) return parsed.data;
  const field = parsed.error.issues[0]?.path[0];
  const reason = field === 'delegation' || field === 'seat' ? field : 'name';
  return { reason, text: { name, delegation, seat }[reason] };
}
