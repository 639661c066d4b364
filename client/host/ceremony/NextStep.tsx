import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoteView } from '../../../shared/views.ts';
import { Button } from '../../design/Button.tsx';
import { CommandNote } from '../../design/Notice.tsx';
import { useFormat } from '../../i18n/format.ts';
import desk from '../desk.module.css';
import { useStaffRole, useStepCommand, useView } from '../desk.ts';
import type { Round } from './agenda.ts';
import { CloseVoteDialog } from './CloseVoteDialog.tsx';
import styles from './ceremony.module.css';
import { DeclareDialog } from './DeclareDialog.tsx';
import { focusNextStep, NEXT_STEP } from './next-focus.ts';
import { type Course, type Missing, nextRoundOf, ownStep, type StepName } from './next-step.ts';
import { OpenVoteDialog } from './OpenVoteDialog.tsx';
import { PublishDialog } from './PublishDialog.tsx';

interface Props {
  round: Round;
  course: Course;
}

/** The one thing to do now: this role's button with what is missing, or whom everyone is waiting for. */
export function NextStep({ round, course }: Props) {
  const { t } = useTranslation('host');
  const role = useStaffRole();
  const { next } = course;
  if (!next) return <Over round={round} />;
  const own = ownStep(course, role);
  const missing = own?.missing ?? next.missing;
  const onlyVoid = role === 'chair' && next.missing.some(({ what }) => what === 'objection');
  return (
    <section id={NEXT_STEP} tabIndex={-1} className={styles['next']} aria-label={t('step.next')}>
      {onlyVoid && round.vote ? (
        <VoidStep vote={round.vote} />
      ) : own && hasButton(own.name) ? (
        <OwnStep key={own.name} name={own.name} round={round} blocked={missing.length > 0} />
      ) : (
        <p className={styles['waitingFor']} role="status">
          {t(`step.waiting.${next.name}`)}
        </p>
      )}
      <MissingList missing={missing} />
    </section>
  );
}

type ButtonStep = Exclude<StepName, 'seal' | 'report' | 'count' | 'sign'>;
function hasButton(name: StepName): name is ButtonStep {
  return name !== 'seal' && name !== 'report' && name !== 'count' && name !== 'sign';
}

function OwnStep({ name, round, blocked }: { name: ButtonStep; round: Round; blocked: boolean }) {
  const { t } = useTranslation('host');
  const rehearsal = round.vote?.rehearsal === true;
  const [asking, setAsking] = useState(false);
  const prepare = useStepCommand();
  const begin = () => {
    if (name !== 'prepare') return setAsking(true);
    const { paperId } = round.paper!;
    void prepare.send({ type: 'PrepareVote', paperId, rehearsal: false }).then(focusNextStep);
  };
  const label =
    rehearsal && (name === 'open' || name === 'close')
      ? t(`step.rehearsalButton.${name}`)
      : t(`step.button.${name}`);
  const close = () => setAsking(false);
  return (
    <>
      <Button
        look="primary"
        className={styles['big'] ?? ''}
        disabled={blocked || prepare.busy}
        onClick={begin}
      >
        {prepare.busy ? t('step.preparing') : label}
      </Button>
      <p className={desk['help']}>{t(`step.effect.${name}`)}</p>
      <CommandNote state={prepare.state} />
      {asking && round.vote && name === 'open' && <OpenVoteDialog vote={round.vote} onClose={close} />}
      {asking && round.vote && name === 'close' && <CloseVoteDialog vote={round.vote} onClose={close} />}
      {asking && round.vote && name === 'declare' && <DeclareDialog vote={round.vote} onClose={close} />}
      {asking && round.vote && name === 'publish' && <PublishDialog vote={round.vote} onClose={close} />}
    </>
  );
}

/** Scrutineers object: the chair has no other way on. */
function VoidStep({ vote }: { vote: VoteView }) {
  const { t } = useTranslation('host');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button look="primary" className={styles['big'] ?? ''} onClick={() => setAsking(true)}>
        {t('declare.voidAction')}
      </Button>
      <p className={desk['help']}>{t('declare.voidNote')}</p>
      {asking && <DeclareDialog vote={vote} voidOnly onClose={() => setAsking(false)} />}
    </>
  );
}

function MissingList({ missing }: { missing: readonly Missing[] }) {
  const { t } = useTranslation('host');
  const words = useMissingWords();
  if (missing.length === 0) return null;
  return (
    <div className={styles['missing']}>
      <p className={styles['missingTitle']}>{t('missing.title')}</p>
      <ul>
        {missing.map((one) => (
          <li key={JSON.stringify(one)}>{words(one)}</li>
        ))}
      </ul>
    </div>
  );
}

function useMissingWords(): (missing: Missing) => string {
  const { t } = useTranslation('host');
  const format = useFormat();
  return (missing) => {
    switch (missing.what) {
      case 'step':
        return t(`step.waiting.${missing.step}`);
      case 'otherVoteOpen':
        return t('missing.otherVoteOpen', { title: missing.title });
      case 'quorum':
        return t('missing.quorum', { count: missing.short });
      case 'report':
        return t('missing.report', { name: missing.name });
      case 'chiefSignature':
        return t('missing.chiefSignature', { name: missing.name });
      case 'signatures':
        return t('missing.signatures', { count: missing.count, names: format.list(missing.names) });
      case 'objection':
        return t('missing.objection', { names: format.list(missing.names) });
      default:
        return t(`missing.${missing.what}`);
    }
  };
}

/** A round that is over; the operator prepares the next where one follows. */
function Over({ round }: { round: Round }) {
  const { t } = useTranslation('host');
  const view = useView();
  const role = useStaffRole();
  const step = useStepCommand();
  const { vote } = round;
  if (vote?.stage !== 'published' && vote?.stage !== 'void' && vote?.stage !== 'aborted') return null;
  const why = nextRoundOf(view, vote);
  const { voteId } = vote;
  return (
    <section id={NEXT_STEP} tabIndex={-1} className={styles['next']} aria-label={t('step.next')}>
      <p className={styles['waitingFor']} data-stage={vote.stage} role="status">
        {t(`step.over.${vote.stage}`)}
      </p>
      {why && role === 'operator' && (
        <>
          <Button
            look="primary"
            className={styles['big'] ?? ''}
            disabled={step.busy}
            onClick={() => void step.send({ type: 'PrepareNextRound', voteId }).then(focusNextStep)}
          >
            {step.busy ? t('step.working') : t(`round.${why}`)}
          </Button>
          <p className={desk['help']}>{t(`round.${why}Effect`)}</p>
        </>
      )}
      {why && role === 'chair' && <p className={desk['help']}>{t('round.waiting')}</p>}
      <CommandNote state={step.state} />
    </section>
  );
}
