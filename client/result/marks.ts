import type { Standing } from '../../shared/ballot/outcome.ts';
import type { Choice } from '../../shared/ballot/paper.ts';
import type { AppraisalFinding } from '../../shared/tally-report.ts';

/** The shape beside the word; a colour alone says nothing. */
export const standingMarks: Record<Standing, string> = {
  elected: '✓',
  tied: '=',
  passedNotElected: '○',
  notPassed: '–',
};

export const verdictMarks: Record<AppraisalFinding['verdict'], string> = {
  satisfied: '✓',
  basicallySatisfied: '○',
  dissatisfied: '×',
};

export const choiceColours: Record<Choice, string> = {
  approve: 'var(--approve)',
  oppose: 'var(--oppose)',
  abstain: 'var(--abstain)',
  satisfied: 'var(--approve)',
  basicallySatisfied: 'var(--information)',
  dissatisfied: 'var(--oppose)',
  notFamiliar: 'var(--abstain)',
};
