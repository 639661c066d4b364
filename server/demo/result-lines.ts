import type { ProjectOutcome, Standing } from '../../shared/ballot/outcome.ts';
import type { Paper } from '../../shared/ballot/paper.ts';
import type { Arithmetic } from '../../shared/ballot/rules.ts';
import type { BallotResult } from '../../shared/sitting/events.ts';
import type { VoteView } from '../../shared/views.ts';

const standingWord: Record<Standing, string> = {
  elected: '入选 elected',
  tied: '再次投票 runoff',
  passedNotElected: '过半未入选 passed, not elected',
  notPassed: '未过半 not passed',
};
const verdictWord = {
  satisfied: '满意 satisfied',
  basicallySatisfied: '基本满意 basically satisfied',
  dissatisfied: '不满意 dissatisfied',
};

/** `needed 169 of 336 (allMembers, more than 1/2), 212 for` */
export function arithmeticLine({
  needed,
  baseCount,
  base,
  comparison,
  numerator,
  denominator,
  votes,
}: Arithmetic): string {
  const words = comparison === 'moreThan' ? 'more than' : 'at least';
  return `needed ${needed} of ${baseCount} (${base}, ${words} ${numerator}/${denominator}), ${votes} for`;
}

/** A published vote in lines of text, with its arithmetic. */
export function resultLines(vote: VoteView, paper: Paper): string[] {
  const titles = new Map<string, string>(paper.items.map(({ itemId, title }) => [itemId, title]));
  return vote.results!.flatMap((result) => {
    const { returned, valid, invalid } = result.tally;
    const { deputiesIssued } = result.figures;
    return [
      `发出 issued ${deputiesIssued} · 收回 returned ${returned} · 有效 valid ${valid} · 无效 invalid ${invalid}`,
      ...outcomeLines(result, titles),
    ];
  });
}

function outcomeLines({ outcome, tally }: BallotResult, titles: ReadonlyMap<string, string>): string[] {
  switch (outcome.kind) {
    case 'project':
      return projectLines(outcome, titles);
    case 'motion': {
      const { approve = 0, oppose = 0, abstain = 0 } = tally.items[0]!.counts;
      return [
        `赞成 approve ${approve} · 反对 oppose ${oppose} · 弃权 abstain ${abstain}`,
        `${outcome.carried ? '通过 carried' : '未通过 not carried'}: ${arithmeticLine(outcome.arithmetic)}`,
      ];
    }
    case 'appraisal': {
      const { satisfied = 0, basicallySatisfied = 0, dissatisfied = 0 } = tally.items[0]!.counts;
      const { satisfiedRate, satisfiedOrBasicallyRate } = outcome;
      return [
        `${titles.get(tally.items[0]!.itemId)}: 满意 ${satisfied} · 基本满意 ${basicallySatisfied} · 不满意 ${dissatisfied}`,
        `    满意率 ${satisfiedRate.votes}/${satisfiedRate.of} · 满意和基本满意率 ${satisfiedOrBasicallyRate.votes}/${satisfiedOrBasicallyRate.of}`,
        `    ${verdictWord[outcome.verdict]}: ${arithmeticLine(outcome.satisfied)}`,
      ];
    }
    default:
      return outcome satisfies never;
  }
}

function projectLines(outcome: ProjectOutcome, titles: ReadonlyMap<string, string>): string[] {
  const { arithmetic } = outcome.items[0]!;
  const lines = outcome.items.map(
    ({ itemId, votes, standing }) =>
      `${String(votes).padStart(4)} ${'█'.repeat(Math.round(votes / 12)).padEnd(26)} ${titles.get(itemId)}  ${standingWord[standing]}`,
  );
  if (arithmetic) {
    const { needed, baseCount, numerator, denominator, comparison } = arithmetic;
    const words = comparison === 'moreThan' ? 'more than' : 'at least';
    lines.push(
      `needed ${needed} of ${baseCount}, base ${arithmetic.base}, ${words} ${numerator}/${denominator}`,
    );
  }
  if (outcome.runoff) {
    const names = outcome.runoff.among.map((itemId) => titles.get(itemId)).join('、');
    lines.push(`再次投票 runoff for ${outcome.runoff.seats} seat(s): ${names}`);
  }
  if (outcome.shortfall > 0)
    lines.push(`缺额 shortfall: ${outcome.shortfall} seat(s) left open for the presidium`);
  return lines;
}
