import { type Choice, choicesOf, type Sheet } from './paper.ts';

export type InvalidReason = 'overvote' | 'blank' | 'doubleMark';
/** What one item of a valid ballot says. */
export type Mark = Choice | 'unmarked' | 'invalidMark';
export type Judged = { valid: true; marks: readonly Mark[] } | { valid: false; reason: InvalidReason };

/**
 * Decides validity from the bytes alone, whatever a screen allowed: on paper no button stops a hand.
 * - project: more approvals than maxMarks is an overvote; fewer, or none, is valid; two grades on one
 *   project spoil that mark only.
 * - motion, appraisal (one item per sheet): two grades make the ballot invalid; none makes it invalid,
 *   or an abstention where the rule profile says so.
 */
export function judge(sheet: Sheet, marks: Uint8Array): Judged {
  const choices = choicesOf(sheet.rules);
  const read = Array.from(marks, (byte): Mark => {
    const marked = choices.filter((_, bit) => byte & (1 << bit));
    return marked.length > 1 ? 'invalidMark' : (marked[0] ?? 'unmarked');
  });
  if (sheet.rules.kind === 'project') {
    const limit = sheet.paper.kind === 'project' ? sheet.paper.maxMarks : 0;
    const approvals = read.filter((mark) => mark === 'approve').length;
    return approvals > limit ? { valid: false, reason: 'overvote' } : { valid: true, marks: read };
  }
  if (read[0] === 'invalidMark') return { valid: false, reason: 'doubleMark' };
  if (read[0] === 'unmarked' && sheet.rules.blank === 'invalid') return { valid: false, reason: 'blank' };
  return { valid: true, marks: read };
}
