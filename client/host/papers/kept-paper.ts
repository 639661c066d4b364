import { z } from 'zod';
import { CommandId, type SittingId } from '../../../shared/ids.ts';
import { keep, readKept } from './kept.ts';
import { isBlank, PaperDraft, type PaperKind } from './paper-draft.ts';

/**
 * A draft, and the command id of the attempt to save it that had no answer yet: until a word of it changes, it is saved
 * under that id again and becomes one paper, even after a reload.
 */
export const KeptPaper = z.object({ draft: PaperDraft, attempt: CommandId.nullable() });
export type KeptPaper = z.output<typeof KeptPaper>;

export function draftKey(sittingId: SittingId, kind: PaperKind): string {
  return `yishi.paper.${sittingId}.${kind}`;
}

/** The draft that was left behind, if there is anything in it. */
export function keptDraft(sittingId: SittingId, kind: PaperKind): PaperDraft | null {
  const kept = readKept(draftKey(sittingId, kind), KeptPaper);
  return kept?.draft.kind === kind && !isBlank(kept.draft) ? kept.draft : null;
}

export function keepDraft(sittingId: SittingId, draft: PaperDraft): void {
  keep(draftKey(sittingId, draft.kind), { draft, attempt: null } satisfies KeptPaper);
}

export function dropDraft(sittingId: SittingId, kind: PaperKind): void {
  localStorage.removeItem(draftKey(sittingId, kind));
}
