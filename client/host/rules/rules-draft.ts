import { z } from 'zod';
import {
  AppraisalRules,
  Base,
  MotionRules,
  ProjectRules,
  type Threshold,
  type VotingRules,
} from '../../../shared/ballot/rules.ts';
import { wholeFrom } from '../papers/paper-draft.ts';

/** The fractions that nearly every place has, and one's own. `none` for projects alone. */
export const fractions = ['half', 'twoThirds', 'custom', 'none'] as const;

export const ThresholdDraft = z.object({
  fraction: z.enum(fractions),
  base: Base,
  comparison: z.enum(['moreThan', 'atLeast']),
  numerator: z.string(),
  denominator: z.string(),
});
export type ThresholdDraft = z.output<typeof ThresholdDraft>;

/** What stands in the editor; the version is raised when it is adopted. */
export const RulesDraft = z.object({
  title: z.string(),
  project: ProjectRules.omit({ threshold: true }).extend({ threshold: ThresholdDraft }),
  motion: MotionRules.omit({ threshold: true }).extend({ threshold: ThresholdDraft }),
  appraisal: AppraisalRules.omit({ threshold: true }).extend({ threshold: ThresholdDraft }),
});
export type RulesDraft = z.output<typeof RulesDraft>;
export type RuledKind = 'project' | 'motion' | 'appraisal';

const known = {
  half: { comparison: 'moreThan', numerator: 1, denominator: 2 },
  twoThirds: { comparison: 'atLeast', numerator: 2, denominator: 3 },
} as const;

export function draftFromRules({ title, project, motion, appraisal }: VotingRules): RulesDraft {
  return {
    title,
    project: { ...project, threshold: thresholdDraft(project.threshold) },
    motion: { ...motion, threshold: thresholdDraft(motion.threshold) },
    appraisal: { ...appraisal, threshold: thresholdDraft(appraisal.threshold) },
  };
}

/** The profile that the draft asks for, to be judged by the shared schema. */
export function rulesFrom({ title, project, motion, appraisal }: RulesDraft, version: number): unknown {
  return {
    title,
    version,
    project: { ...project, threshold: thresholdFrom(project.threshold) },
    motion: { ...motion, threshold: thresholdFrom(motion.threshold) },
    appraisal: { ...appraisal, threshold: thresholdFrom(appraisal.threshold) },
  };
}

export function thresholdFrom(draft: ThresholdDraft): unknown {
  const { fraction, base, comparison, numerator, denominator } = draft;
  switch (fraction) {
    case 'none':
      return null;
    case 'half':
    case 'twoThirds':
      return { base, ...known[fraction] };
    case 'custom':
      return { base, comparison, numerator: wholeFrom(numerator), denominator: wholeFrom(denominator) };
    default:
      return fraction satisfies never;
  }
}

function thresholdDraft(threshold: Threshold | null): ThresholdDraft {
  const { base, comparison, numerator, denominator } = threshold ?? { base: 'allMembers', ...known.half };
  const same = (name: 'half' | 'twoThirds') =>
    comparison === known[name].comparison &&
    numerator * known[name].denominator === known[name].numerator * denominator;
  const named = same('half') ? 'half' : same('twoThirds') ? 'twoThirds' : 'custom';
  return {
    fraction: threshold === null ? 'none' : named,
    base,
    comparison,
    numerator: String(numerator),
    denominator: String(denominator),
  };
}
