import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QuestionId } from '../../../shared/ids.ts';
import type { DeskQuestion } from '../../../shared/inquiry/views.ts';
import { Button } from '../../design/Button.tsx';
import { Notice } from '../../design/Notice.tsx';
import { untilAnswered } from '../../trying.ts';
import { merge } from '../acts.ts';
import { inquiryDeskApi } from '../desk-api.ts';
import { bestToStay, canTake } from '../joined.ts';
import styles from '../moderation.module.css';
import { everything, found } from '../standings.ts';
import type { Desk, Open } from '../useDesk.ts';
import { ActForm } from './ActForm.tsx';

const OFFERED = 5;

/** Which questions are asked as one, which of them stays, and how many people support it then. */
export function MergeDialog({ desk, open }: { desk: Desk; open: Open }) {
  const { t } = useTranslation('moderation');
  const { moderation, carryOut, setOpen } = desk;
  const [ids, setIds] = useState<readonly QuestionId[]>(open.ids);
  const [stays, setStays] = useState<QuestionId | null>(null);
  const questions = moderation.questionsOf(ids);
  const best = bestToStay(questions);
  const able = questions.filter((question) => canTake(question, questions));
  const into = able.some(({ questionId }) => questionId === stays) ? stays : best;
  const name = useId();
  return (
    <ActForm
      title={t('merge.title')}
      button={t('merge.button')}
      ready={into !== null && ids.length > 1}
      onSubmit={() =>
        carryOut(
          'merge',
          ids.filter((id) => id !== into),
          (others) => merge(into!, others),
        )
      }
      onClose={() => setOpen(null)}
    >
      <p className={styles['help']}>{t('merge.help')}</p>
      <fieldset className={styles['readyMade']}>
        <legend>{t('merge.stays')}</legend>
        {questions.map((question) => (
          <div key={question.questionId} className={styles['merging']}>
            <label>
              <input
                type="radio"
                name={name}
                checked={into === question.questionId}
                disabled={!able.includes(question)}
                onChange={() => setStays(question.questionId)}
              />
              <Line question={question} />
            </label>
            {questions.length > 1 && (
              <Button
                look="quiet"
                onClick={() => setIds(ids.filter((id) => id !== question.questionId))}
                aria-label={`${t('merge.remove')} ${question.number}`}
              >
                {t('merge.remove')}
              </Button>
            )}
          </div>
        ))}
      </fieldset>
      {ids.length < 2 ? (
        <Notice tone="information">{t('merge.tooFew')}</Notice>
      ) : into === null ? (
        <Notice tone="warning">{t('merge.cannot')}</Notice>
      ) : (
        <Supporters desk={desk} ids={ids} />
      )}
      <Offered desk={desk} ids={ids} onAdd={(id) => setIds([...ids, id])} />
    </ActForm>
  );
}

function Line({ question }: { question: DeskQuestion }) {
  const { t } = useTranslation('moderation');
  return (
    <span>
      <span className={styles['number']}>{question.number}</span> {question.text}{' '}
      <span className={styles['help']}>
        {t('row.supports', { count: question.supports })}
        {question.shown && ` · ${t('merge.shown')}`}
      </span>
    </span>
  );
}

/** As the server counts them: each viewer once, whatever of these they support. */
function Supporters({ desk, ids }: { desk: Desk; ids: readonly QuestionId[] }) {
  const { t } = useTranslation('moderation');
  const { inquiryId } = desk.moderation.view;
  const of = ids.join(',');
  const [known, setKnown] = useState<{ of: string; supporters: number | null } | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    const { signal } = gone;
    untilAnswered(
      () =>
        inquiryDeskApi('GET /api/inquiries/:inquiryId/supporters?of=:questionIds', {
          inquiryId,
          questionIds: of,
        }),
      { signal },
    ).then(
      (answer) =>
        signal.aborted || setKnown({ of, supporters: 'ok' in answer ? answer.ok.supporters : null }),
      () => {},
    );
    return () => gone.abort();
  }, [inquiryId, of]);
  const supporters = known?.of === of ? known.supporters : undefined;
  return (
    <p role="status" className={styles['supporters']}>
      {supporters === undefined
        ? t('merge.reckoning')
        : supporters === null
          ? t('merge.unknown')
          : t('merge.will', { count: supporters })}
    </p>
  );
}

interface OfferedProps {
  desk: Desk;
  ids: readonly QuestionId[];
  onAdd: (id: QuestionId) => void;
}

/** What asks much the same, or what somebody looks for by number or words. */
function Offered({ desk, ids, onAdd }: OfferedProps) {
  const { t } = useTranslation('moderation');
  const { all, questionsOf, similar } = desk.moderation;
  const [wanted, setWanted] = useState('');
  const id = useId();
  const words = wanted.trim();
  const [first] = questionsOf(ids);
  const near = words === '' ? (first ? similar.near(first) : []) : lookedFor(all, words);
  const offered = questionsOf(near).filter(
    ({ questionId, source, state }) =>
      !ids.includes(questionId) && source === 'public' && state !== 'merged' && state !== 'rejected',
  );
  return (
    <div className={styles['offered']}>
      <h3>{t('merge.candidates')}</h3>
      <input
        id={id}
        type="search"
        aria-label={t('merge.search')}
        placeholder={t('merge.search')}
        value={wanted}
        onChange={({ target }) => setWanted(target.value)}
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {offered.length === 0 && <p className={styles['help']}>{t('merge.none')}</p>}
      <ul>
        {offered.slice(0, OFFERED).map((question) => (
          <li key={question.questionId} className={styles['merging']}>
            <Line question={question} />
            <Button
              look="quiet"
              aria-label={`${t('merge.add')} ${question.number}`}
              onClick={() => onAdd(question.questionId)}
            >
              {t('merge.add')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function lookedFor(all: Desk['moderation']['all'], words: string): QuestionId[] {
  const number = Number(words.replace(/^#/, ''));
  const numbered = all.filter(({ question }) => question.number === number);
  return [
    ...numbered.map(({ question }) => question.questionId),
    ...found(all, { ...everything, text: words, order: 'supports' }),
  ].slice(0, 4 * OFFERED);
}
