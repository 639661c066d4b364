import { useTranslation } from 'react-i18next';
import type { Answer } from '../../../shared/protocol.ts';
import type { VoteView } from '../../../shared/views.ts';
import { Digest } from '../../design/Digest.tsx';
import { type Sheets, subjectOn, useSheets } from '../../documents.ts';
import { clockFace } from '../../i18n/clock-face.ts';
import { useFormat } from '../../i18n/format.ts';
import { ThresholdSentence } from '../../result/ThresholdSentence.tsx';
import board from '../board.module.css';
import { useHallTime } from '../clock.ts';
import { emsOf } from '../fit.ts';
import { Paged } from '../Paged.tsx';
import { cameSince, presentFor } from '../scene.ts';
import { TurnoutRing } from '../TurnoutRing.tsx';
import styles from './poll.module.css';
import { VoteTitle } from './VoteTitle.tsx';

/** Design pixels beside the ring. */
const COLUMN = 1020;

/** The vote that comes next: what it asks and by which rule. */
export function PreparedScene({ vote, held }: { vote: VoteView; held: boolean }) {
  const { t } = useTranslation('hall');
  const sheets = useSheets(vote.voteId);
  return (
    <div className={styles['prepared']}>
      <div>
        <p className={styles['now']}>{t('upNext')}</p>
        <VoteTitle vote={vote} width={1700} />
        <Rule sheets={sheets} />
        <p className={styles['soon']}>{t('opensSoon')}</p>
      </div>
      <Fingerprints vote={vote} sheets={sheets} held={held} />
    </div>
  );
}

/** While the vote is open: how many ballots are back, and nothing of what stands on them. */
export function OpenScene({ vote, held }: { vote: VoteView; held: boolean }) {
  const { t } = useTranslation('hall');
  const sheets = useSheets(vote.voteId);
  return (
    <div className={styles['open']}>
      <div className={styles['asked']}>
        <p className={styles['now']}>{t('votingNow')}</p>
        <VoteTitle vote={vote} width={COLUMN} />
        <Rule sheets={sheets} />
        <Elapsed openedAt={vote.openedAt ?? 0} />
      </div>
      <TurnoutRing
        returned={vote.turnout}
        present={presentFor(vote)}
        more={cameSince(vote)}
        largest={vote.ballots.length > 1}
      />
      <Fingerprints vote={vote} sheets={sheets} held={held} />
    </div>
  );
}

function Rule({ sheets: answer }: { sheets: Answer<Sheets> | null }) {
  const { t } = useTranslation('hall');
  const sheets = answer && 'ok' in answer ? answer.ok : [];
  const sheet = sheets[0]?.sheet;
  if (!sheet) return <div className={styles['rule']} />;
  const { paper, rules } = sheet;
  return (
    <div className={styles['rule']}>
      {paper.kind === 'project' && rules.kind === 'project' && (
        <>
          <Choose
            words={t(`choose.${rules.form}`, { items: paper.items.length, maxMarks: paper.maxMarks })}
          />
          <Choose words={t('choose.seats', { seats: paper.seats })} />
        </>
      )}
      {paper.kind === 'motion' && <Choose words={t('choose.motion')} />}
      {paper.kind === 'appraisal' && <Choose words={t('choose.appraisal', { count: sheets.length })} />}
      <p>
        <span>{t('rule')}</span> <ThresholdSentence threshold={rules.threshold} />
      </p>
    </div>
  );
}

/** As large as one line lets it be. */
function Choose({ words }: { words: string }) {
  return (
    <p className={styles['choose']} data-size={emsOf(words) * 56 < COLUMN ? 56 : 36}>
      {words}
    </p>
  );
}

function Elapsed({ openedAt }: { openedAt: number }) {
  const { t } = useTranslation('hall');
  const format = useFormat();
  const now = useHallTime(1000);
  return (
    <p className={styles['elapsed']}>
      {t('elapsed')} <strong>{clockFace(now - openedAt)}</strong>
      <span>{t('openedAt', { time: format.time(openedAt) })}</span>
    </p>
  );
}

/** What deputies compare with their tablets: one key per ballot, each subject with its own. */
function Fingerprints(props: { vote: VoteView; sheets: Answer<Sheets> | null; held: boolean }) {
  const { vote, sheets, held } = props;
  const { t } = useTranslation('ballot');
  const { ballots } = vote;
  return (
    <section className={styles['fingerprints']} aria-label={t('fingerprint')}>
      <p className={styles['fingerprintLabel']}>{t('fingerprint')}</p>
      <Paged items={ballots} perPage={6} held={held}>
        {(shown) => (
          <ul className={board['fine']} data-many={ballots.length > 1}>
            {shown.map(({ ballotId, keyFingerprint }) => (
              <li key={ballotId}>
                {vote.kind === 'appraisal' && <span>{subjectOn(sheets, ballotId)}</span>}
                <Digest value={keyFingerprint} length={16} />
              </li>
            ))}
          </ul>
        )}
      </Paged>
    </section>
  );
}
