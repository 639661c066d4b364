import { judge } from '../../shared/ballot/validity.ts';
import type { AuditBundle } from '../../shared/bundle.ts';
import { fromBase64Url } from '../../shared/bytes.ts';
import type { ItemId } from '../../shared/ids.ts';
import type { PreparedBallot } from '../../shared/sitting/vote-records.ts';
import type { ReportSources } from '../../shared/tally-report.ts';
import { readFacts } from '../../shared/verifier/facts.ts';

/** What a scrutineer's page shows of a bundle that passed its checks. */
export interface AuditContents {
  sitting: ReportSources['sitting'];
  results: ReportSources['results'];
  sheets: readonly PreparedBallot[];
  /** The projects marked on each valid ballot, in the sealed order; null where it is no project ballot. */
  ballots: readonly (readonly ItemId[])[] | null;
}

export function auditContents(bundle: AuditBundle): AuditContents {
  const { created, prepared, counted } = readFacts(bundle);
  const sheets = prepared.event.ballots;
  return {
    sitting: { title: created.title, body: created.body },
    results: counted.event.results,
    sheets,
    ballots: sheets[0]!.sheet.paper.kind === 'project' ? marked(bundle, sheets[0]!) : null,
  };
}

function marked({ urns }: AuditBundle, { sheet }: PreparedBallot): ItemId[][] {
  return urns[0]!.ballots.flatMap(({ marks }) => {
    const judged = judge(sheet, fromBase64Url(marks)!);
    if (!judged.valid) return [];
    return [sheet.paper.items.flatMap(({ itemId }, at) => (judged.marks[at] === 'approve' ? [itemId] : []))];
  });
}
