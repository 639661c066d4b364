import { useEffect, useState } from 'react';
import type { DeputyId, PaperId } from '../../../shared/ids.ts';
import type { View } from '../../../shared/views.ts';
import { api, untilAnswered } from '../../api.ts';
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
    const stop = new AbortController();
    const read = (paperId: string) =>
      untilAnswered(() => api('GET /api/sittings/:sittingId/papers/:paperId', { sittingId, paperId }), stop);
    Promise.all((asked === '' ? [] : asked.split(' ')).map((paperId) => read(paperId as PaperId))).then(
      (answers) =>
        setSubjects(
          new Map(
            answers.flatMap((answer) =>
              'refused' in answer || answer.ok.paper.kind !== 'appraisal' ? [] : subjectsOf(answer.ok.paper),
            ),
          ),
        ),
      // The page is gone.
      () => {},
    );
    return () => stop.abort();
  }, [sittingId, asked]);
  return subjects;
}

function subjectsOf(paper: { title: string; items: readonly { deputyId?: DeputyId | undefined }[] }) {
  return paper.items.flatMap(({ deputyId }) =>
    deputyId === undefined ? [] : [[deputyId, paper.title] as const],
  );
}
