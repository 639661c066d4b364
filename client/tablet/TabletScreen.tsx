import { Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { Redirect } from 'wouter';
import type { DeputyId, VoteId } from '../../shared/ids.ts';
import type { VoteView } from '../../shared/views.ts';
import { Awake } from '../awake.ts';
import { LineNotice } from '../design/LineNotice.tsx';
import { Plain } from '../design/Plain.tsx';
import { lazyRetry } from '../lazy.ts';
import { useSession } from '../session.tsx';
import { SittingLine, useConnection, useSitting } from '../sitting.tsx';
import { BallotBoxes } from './ballot-boxes.ts';
import type { BoxState } from './box-state.ts';
import { stateOf } from './StatePage.tsx';
import { VotePage } from './VotePage.tsx';
import { WaitingRoom } from './WaitingRoom.tsx';

const Duties = lazyRetry(async () => (await import('./Duties.tsx')).Duties);

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
      <Suspense>
        <Duties boxes={boxes} voting={view.votes.some(({ stage }) => stage === 'open')} />
      </Suspense>
      {/* A tablet that fell asleep after the last touch would tell when that was. */}
      {open && <Awake />}
      <Announcer votes={view.votes} shown={vote} box={state} />
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

interface AnnouncerProps {
  votes: readonly VoteView[];
  shown: VoteView | undefined;
  box: BoxState | null;
}

const over: readonly VoteView['stage'][] = ['published', 'void', 'aborted'];

/** Reads out, once each, that a vote opened, where the own ballot is, and that there is a result. */
function Announcer({ votes, shown, box }: AnnouncerProps) {
  const { t } = useTranslation('tablet');
  const vote = shown ?? votes.findLast(({ stage }) => stage === 'published');
  const what = vote && whatToSay(vote, box);
  const news = vote && what !== 'loading' ? `${vote.voteId}/${what}` : null;
  const said = useRef<Set<string>>(null);
  said.current ??= new Set(
    votes.filter(({ stage }) => over.includes(stage)).map(({ voteId, stage }) => `${voteId}/${stage}`),
  );
  const [saying, setSaying] = useState<string | null>(null);
  useEffect(() => {
    const isNew = news !== null && !said.current?.has(news);
    if (isNew) said.current?.add(news);
    setSaying((now) => (isNew || now === news ? news : null));
  }, [news]);
  const words = () => {
    if (!vote || !what || news === null || saying !== news) return '';
    if (what === 'published') return t('said.published', { title: vote.title });
    return what === 'open' ? t('said.open') : t(`state.${what}.title`);
  };
  return (
    <p className="visually-hidden" role="status">
      {words()}
    </p>
  );
}

function whatToSay(vote: VoteView, box: BoxState | null) {
  if (vote.stage === 'published') return 'published';
  return box?.phase === 'marking' ? 'open' : stateOf(vote, box);
}
