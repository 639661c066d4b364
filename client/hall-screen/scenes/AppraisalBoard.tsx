import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/format.ts';
import { choiceColours, verdictMarks } from '../../result/marks.ts';
import { ThresholdSentence } from '../../result/ThresholdSentence.tsx';
import { Bars } from '../Bars.tsx';
import { subjectsPerPage } from '../fit.ts';
import { Paged } from '../Paged.tsx';
import type { AppraisalSection } from './Result.tsx';
import styles from './result.module.css';

/** Design pixels under the rule, above the dots and the foot. */
const HEIGHT = 610;

/** Each subject with its grades in one bar, the two rates and the verdict. */
export function AppraisalBoard({ sections, held }: { sections: readonly AppraisalSection[]; held: boolean }) {
  const { t } = useTranslation(['hall', 'ballot']);
  const subjects = sections.map(({ subject, finding }) => ({
    name: subject?.title ?? '',
    office: subject?.office ?? '',
    // Each with its sign and the gap before it.
    grades: finding.row.counts.map(({ choice }) => `${t(`ballot:choice.${choice}`)} 000 00`).join(''),
  }));
  return (
    <div className={styles['body']}>
      <p className={styles['appraisalRule']}>
        <span>{t('rule')}</span> <ThresholdSentence threshold={sections[0]!.finding.satisfied} />
      </p>
      <Paged items={sections} perPage={subjectsPerPage(subjects, HEIGHT)} held={held}>
        {(shown) => (
          <div className={styles['subjects']} style={{ '--rows': shown.length } as CSSProperties}>
            <ol>
              {shown.map((section) => (
                <Subject key={section.ballotId} section={section} />
              ))}
            </ol>
          </div>
        )}
      </Paged>
    </div>
  );
}

function Subject({ section }: { section: AppraisalSection }) {
  const { t } = useTranslation(['hall', 'ballot']);
  const format = useFormat();
  const { subject, finding, returns } = section;
  const { verdict, row } = finding;
  return (
    <li className={styles['subjectRow']}>
      <p className={styles['subject']}>
        <strong>{subject?.title}</strong>
        {subject?.office && <span>{subject.office}</span>}
      </p>
      <div className={styles['grades']}>
        <div className={styles['gradeBar']}>
          <Bars
            rows={[
              {
                key: row.itemId,
                parts: row.counts.map(({ choice, votes }) => ({ votes, colour: choiceColours[choice] })),
              },
            ]}
            scale={Math.max(1, returns.valid)}
          />
        </div>
        <ul className={styles['gradeWords']}>
          {row.counts.map(({ choice, votes }) => (
            <li key={choice}>
              <span style={{ background: choiceColours[choice] }} aria-hidden="true" />
              {t(`ballot:choice.${choice}`)} {format.number(votes)}
            </li>
          ))}
        </ul>
      </div>
      <p className={styles['verdict']} data-good={verdict !== 'dissatisfied'}>
        <span aria-hidden="true">{verdictMarks[verdict]}</span> {t(`ballot:verdict.${verdict}`)}
      </p>
      <dl className={styles['rates']}>
        <div>
          <dt>{t('ballot:rate.satisfied')}</dt>
          <dd>{format.percent(finding.satisfiedRate)}</dd>
        </div>
        <div>
          <dt>{t('ballot:rate.satisfiedOrBasically')}</dt>
          <dd>{format.percent(finding.satisfiedOrBasicallyRate)}</dd>
        </div>
      </dl>
    </li>
  );
}
