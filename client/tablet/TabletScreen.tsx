import { useEffect, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import type { DeputyId, VoteId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { LineNotice } from '../design/LineNotice.tsx';
import { Plain } from '../design/Plain.tsx';
import { useSession } from '../session.tsx';
import { SittingLine, useConnection, useSitting } from '../sitting.tsx';
import { BallotBoxes } from './ballot-boxes.ts';
import type { BoxState } from './box-state.ts';
import { stateOf } from './StatePage.tsx';
import { VotePage } from './VotePage.tsx';
import { WaitingRoom } from './WaitingRoom.tsx';

/** `/tablet`: a deputy's own device, from the waiting room through every vote. */
export function TabletScreen() {
  const { principal } = useSession();
  if (principal.role !== 'deputy') return <Redirect to="/" />;
  return (
    <SittingLine sittingId={principal.sittingId}>
      <WithBoxes deputyId={principal.deputyId} />
    </SittingLine>
  );
}

function WithBoxes({ deputyId }: { deputyId: DeputyId }) {
  const connection = useConnection();
  const [boxes, setBoxes] = useState<BallotBoxes | null>(null);
  useEffect(() => {
    const opened = new BallotBoxes(connection, deputyId);
    setBoxes(opened);
    return () => opened.close();
  }, [connection, deputyId]);
  return boxes && <Tablet boxes={boxes} />;
}

function Tablet({ boxes }: { boxes: BallotBoxes }) {
  const { t } = useTranslation();
  const { view, self, status } = useSitting();
  const underWay = useSyncExternalStore(boxes.subscribe, () => boxes.underWay());
  const [shown, setShown] = useState<VoteId | null>(null);
  const [opened, setOpened] = useState<VoteId | null>(null);
  const entitled = self?.deputy.standing === 'entitled';
  const open = entitled ? view?.votes.find(({ stage }) => stage === 'open') : undefined;
  // The paper comes by itself, once; whoever has voted may go back to the room.
  if (open && open.voteId !== opened) {
    setOpened(open.voteId);
    setShown(open.voteId);
  }
  const voteId = shown ?? underWay;
  const state = useSyncExternalStore(boxes.subscribe, () => boxes.stateOf(voteId ?? undefined));
  if (!view || !self) {
    return (
      <Plain>
        <LineNotice />
        {(status === 'connecting' || status === 'live') && <p>{t('loading')}</p>}
      </Plain>
    );
  }
  const vote = view.votes.find((each) => each.voteId === voteId);
  return (
    <>
      <Announcer vote={vote ?? view.votes.findLast(({ stage }) => stage === 'published')} box={state} />
      {vote ? (
        <VotePage
          key={vote.voteId}
          vote={vote}
          box={boxes.box(vote.voteId)}
          state={state}
          onLeave={() => setShown(null)}
        />
      ) : (
        <WaitingRoom view={view} self={self} boxes={boxes} onShow={setShown} />
      )}
    </>
  );
}

/** Reads out, once each, that a vote opened, where the own ballot is, and that there is a result. */
function Announcer({ vote, box }: { vote: VoteView | undefined; box: BoxState | null }) {
  const { t } = useTranslation('tablet');
  const words = () => {
    if (!vote) return '';
    if (vote.stage === 'published') return t('said.published', { title: vote.title });
    if (box?.phase === 'marking') return t('said.open');
    const state = stateOf(vote, box);
    return state === 'loading' ? '' : t(`state.${state}.title`);
  };
  return (
    <p className="visually-hidden" role="status">
      {words()}
    </p>
  );
}
