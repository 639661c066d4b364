import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoteId } from '../../shared/ids.ts';
import type { VoteStage } from '../../shared/sitting/state.ts';
import type { View } from '../../shared/views.ts';

const spoken = ['open', 'closed', 'published', 'aborted', 'void'] as const;
type Spoken = (typeof spoken)[number];

/** Says once, for those who do not see the screen, what has just happened to a vote. */
export function Announcer({ view }: { view: View }) {
  const { t } = useTranslation('hall');
  const heard = useRef<ReadonlyMap<VoteId, VoteStage> | null>(null);
  const [said, setSaid] = useState<{ stage: Spoken; title: string } | null>(null);
  useEffect(() => {
    const before = heard.current;
    heard.current = new Map(view.votes.map(({ voteId, stage }) => [voteId, stage]));
    if (!before) return;
    for (const { voteId, stage, title } of view.votes) {
      const word = spoken.find((one) => one === stage);
      if (word && before.get(voteId) !== stage) setSaid({ stage: word, title });
    }
  }, [view]);
  return (
    <p className="visually-hidden" role="status">
      {said && t(`say.${said.stage}`, { title: said.title })}
    </p>
  );
}
