import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { personalDataIn } from '../../shared/inquiry/personal-data.ts';
import desk from '../host/desk.module.css';
import { useFormat } from '../i18n/format.ts';
import type { Mark } from './acting.ts';
import styles from './moderation.module.css';
import { claimed, type Sorted, type Standing } from './standings.ts';

interface Props {
  one: Sorted;
  /** It is the one that is shown large. */
  at: boolean;
  chosen: boolean;
  /** It stands where the filter looks: its standing need not be told. */
  asSought: boolean;
  mark: Mark | null;
  department: string | null;
  me: string;
  now: number;
  onOpen: () => void;
  /** With the Shift key everything up to it. */
  onChoose: (extending: boolean) => void;
}

export const QuestionRow = memo(
  Row,
  (was, is) =>
    was.one.question === is.one.question &&
    was.one.standing === is.one.standing &&
    was.one.mine === is.one.mine &&
    was.at === is.at &&
    was.chosen === is.chosen &&
    was.asSought === is.asSought &&
    was.mark === is.mark &&
    was.department === is.department &&
    claimed(was.one.question, was.now) === claimed(is.one.question, is.now),
);

function Row({ one, at, chosen, asSought, mark, department, me, now, onOpen, onChoose }: Props) {
  const { t } = useTranslation('moderation');
  const format = useFormat();
  const { question, standing } = one;
  const { questionId, number, text, supports, merged, labels, name, alias } = question;
  const claim = claimed(question, now);
  return (
    <li className={styles['row']} data-at={at} data-standing={standing} data-mark={mark?.phase}>
      <input
        type="checkbox"
        aria-label={t('list.choose', { number })}
        checked={chosen}
        tabIndex={at ? 0 : -1}
        onChange={() => {}}
        onClick={({ shiftKey }) => onChoose(shiftKey)}
      />
      <button
        type="button"
        data-question={questionId}
        aria-current={at ? 'true' : undefined}
        tabIndex={at ? 0 : -1}
        onClick={({ shiftKey, ctrlKey, metaKey }) =>
          shiftKey || ctrlKey || metaKey ? onChoose(shiftKey) : onOpen()
        }
      >
        <span className={styles['rowHead']}>
          <span className={styles['number']}>{number}</span>
          {!asSought && <StandingTag standing={standing} />}
          <span>{name ?? alias ?? ''}</span>
          {supports > 0 && <span>{t('row.supports', { count: supports })}</span>}
          {claim && (
            <span className={styles['claim']} data-mine={claim.accountId === me}>
              {claim.accountId === me ? t('row.claimedByMe') : t('row.claimedBy', { name: claim.name })}
            </span>
          )}
          <span className={styles['rowTime']}>{format.time(question.askedAt)}</span>
        </span>
        <span className={styles['rowText']}>{text}</span>
        <span className={styles['rowFoot']}>
          {merged !== undefined && merged > 0 && <span>{t('row.merged', { count: merged })}</span>}
          {department && <span>{department}</span>}
          {labels?.map((label) => (
            <span key={label} className={styles['label']}>
              {label}
            </span>
          ))}
          {question.edited && <span>{t('row.edited')}</span>}
          {question.banned !== undefined && <span className={styles['warned']}>{t('row.banned')}</span>}
          {personalDataIn(text).length > 0 && (
            <span className={styles['warned']}>{t('row.personalData')}</span>
          )}
        </span>
        {mark && (
          <span className={styles['rowMark']}>{t(`row.${mark.phase}`, { act: t(`act.${mark.name}`) })}</span>
        )}
      </button>
    </li>
  );
}

const tones: Partial<Record<Standing, string>> = {
  toModerate: 'stopped',
  toSpeak: 'stopped',
  asked: 'open',
};

export function StandingTag({ standing }: { standing: Standing }) {
  const { t } = useTranslation('moderation');
  return (
    <span className={`${desk['tag']} ${styles['standing']}`} data-tone={tones[standing] ?? 'plain'}>
      {t(`standing.${standing}`)}
    </span>
  );
}
