import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../design/Button.tsx';
import { useWholeVote } from '../../documents.ts';
import desk from '../desk.module.css';
import { useView } from '../desk.ts';
import { currentRound, type Entry, isUnderWay, type Round, roundsOf } from './agenda.ts';
import styles from './ceremony.module.css';
import { NextStep } from './NextStep.tsx';
import { courseOf } from './next-step.ts';
import { RoundActions } from './RoundActions.tsx';
import { RoundFacts } from './RoundFacts.tsx';
import { StageTag } from './StageTag.tsx';
import { StepCourse } from './StepCourse.tsx';

interface Props {
  entry: Entry;
  entries: readonly Entry[];
  inHand: boolean;
  onChoose: (key: string) => void;
  onBack: () => void;
}

/** One item of business: its round under way with the next step, what is known of it, and its other rounds. */
export function ItemPanel({ entry, entries, inHand, onChoose, onBack }: Props) {
  const { t } = useTranslation(['host', 'ballot']);
  const [chosen, setChosen] = useState<string | null>(null);
  const rounds = roundsOf(entry);
  const current = currentRound(entry);
  const round = rounds.find(({ key }) => key === chosen) ?? current;
  const concluded = current?.vote ? !isUnderWay(current.vote) : current === null;
  const following = concluded ? entries[entries.indexOf(entry) + 1] : undefined;
  const onwards = following && (
    <div>
      <Button look="quiet" onClick={() => onChoose(following.key)}>
        {t('item.next', { title: following.title })}
      </Button>
    </div>
  );
  const kind = entry.papers[0]?.kind;
  return (
    <article className={desk['card']} aria-labelledby="item-title">
      {!inHand && (
        <div className={styles['looking']}>
          <span>{t('item.looking')}</span>
          <Button look="quiet" onClick={onBack}>
            {t('item.backToHand')}
          </Button>
        </div>
      )}
      <header className={styles['itemHead']}>
        <p className={desk['row']}>
          {kind && <span className={desk['help']}>{t(`ballot:kind.${kind}`)}</span>}
          {round && <StageTag round={round} />}
        </p>
        <h2 id="item-title">{entry.title}</h2>
        {round?.vote?.rehearsal && <p className={styles['rehearsal']}>{t('ballot:rehearsalNote')}</p>}
      </header>
      {round ? (
        <RoundPanel key={round.key} round={round}>
          {onwards}
        </RoundPanel>
      ) : (
        <>
          <p className={desk['quiet']}>{t('item.noVote')}</p>
          {onwards}
        </>
      )}
      {rounds.length > 1 && (
        <Rounds
          rounds={rounds}
          shown={round}
          onShow={(key) => setChosen(key === current?.key ? null : key)}
        />
      )}
    </article>
  );
}

function RoundPanel({ round, children }: { round: Round; children: ReactNode }) {
  const view = useView();
  const vote = useWholeVote(round.vote);
  const course = courseOf(view, vote);
  return (
    <>
      <StepCourse course={course} />
      <NextStep round={{ ...round, vote }} course={course} />
      {children}
      {vote && <RoundFacts vote={vote} />}
      <RoundActions round={{ ...round, vote }} />
    </>
  );
}

function Rounds(props: { rounds: readonly Round[]; shown: Round | null; onShow: (key: string) => void }) {
  const { rounds, shown, onShow } = props;
  const { t } = useTranslation('host');
  return (
    <section className={styles['rounds']} aria-labelledby="rounds">
      <h3 id="rounds">{t('item.rounds')}</h3>
      <ol>
        {rounds.map((round) => (
          <li key={round.key}>
            <span>{t('item.roundLabel', { round: round.vote?.round ?? round.paper?.round ?? 1 })}</span>
            <span className={desk['row']}>
              <StageTag round={round} />
            </span>
            {round.key === shown?.key ? (
              <strong>{t('item.shown')}</strong>
            ) : (
              <Button look="quiet" onClick={() => onShow(round.key)}>
                {t('item.show')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
