import { useEffect, useState } from 'react';
import type { DeputyId, PaperId } from '../../../shared/ids.ts';
import type { View } from '../../../shared/views.ts';
import { askPaper } from '../../documents.ts';
import { useConnection } from '../../sitting.tsx';

export type Subjects = ReadonlyMap<DeputyId, string>;
const nobody: Subjects = new Map();

/** Who is appraised on a paper that is still to be voted on, with its title: they watch over no vote. */
export function useSubjects({ papers, votes }: View): Subjects {
  const { sittingId } = useConnection();
  const [subjects, setSubjects] = useState(nobody);
  const over = new Set(votes.flatMap(({ paperId, stage }) => (stage === 'published' ? [paperId] : [])));
  const asked = papers
    .filter(({ kind, paperId }) => kind === 'appraisal' && !over.has(paperId))
    .map(({ paperId }) => paperId)
    .join(' ');
  useEffect(() => {
    let gone = false;
    const paperIds = asked === '' ? [] : (asked.split(' ') as PaperId[]);
    void Promise.all(paperIds.map((paperId) => askPaper(sittingId, paperId))).then((answers) => {
      if (gone) return;
      const drawn = answers.flatMap((answer) => ('ok' in answer ? [answer.ok.paper] : []));
      setSubjects(new Map(drawn.flatMap((paper) => (paper.kind === 'appraisal' ? subjectsOf(paper) : []))));
    });
    return () => {
      gone = true;
    };
  }, [sittingId, asked]);
  return subjects;
}

function subjectsOf(paper: { title: string; items: readonly { deputyId?: DeputyId | undefined }[] }) {
  return paper.items.flatMap(({ deputyId }) =>
    deputyId === undefined ? [] : [[deputyId, paper.title] as const],
  );
}
