import type { Paper } from '../../../shared/ballot/paper.ts';
import { type PaperDraft, paperFrom } from './paper-draft.ts';

type Loose = { title: string; investment?: number; text?: string };

/**
 * The paper as far as it is written, for the preview alone: what is missing has `untitled` in its place, what is wrong is
 * left out. null while there is nothing to show.
 */
export function previewPaper(draft: PaperDraft, untitled: string): Paper | null {
  const paper = paperFrom(draft) as Paper;
  if (paper.items.length === 0) return null;
  const named = (title: string) => title.trim() || untitled;
  const items = (paper.items as readonly Loose[]).map(({ investment, ...item }) => ({
    ...item,
    title: named(item.title),
    ...(Number.isSafeInteger(investment) && { investment }),
  }));
  const within = (figure: number | undefined) => Math.min(items.length, Math.max(1, figure || 1));
  return {
    ...paper,
    title: named(paper.title),
    items,
    ...(paper.kind === 'project' && { seats: within(paper.seats), maxMarks: within(paper.maxMarks) }),
  } as Paper;
}
