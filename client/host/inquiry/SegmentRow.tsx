import { useTranslation } from 'react-i18next';
import { Segment } from '../../../shared/inquiry/plan.ts';
import type { DeskView } from '../../../shared/inquiry/views.ts';
import { CommandNote } from '../../design/Notice.tsx';
import { useInquiryCommand } from '../../inquiry/useInquiry.ts';
import styles from './inquiry.module.css';

const withQuestions: readonly Segment[] = ['questions', 'free'];

/** Where the inquiry is in its order of proceedings; one click moves it on. */
export function SegmentRow({ view, mayRun }: { view: DeskView; mayRun: boolean }) {
  const { t } = useTranslation('inquiry');
  const { state, busy, send } = useInquiryCommand();
  return (
    <div className={styles['segmentRow']}>
      <fieldset className={styles['segments']} aria-label={t('segment.label')}>
        {Segment.options.map((segment) => (
          <button
            key={segment}
            type="button"
            aria-pressed={segment === view.segment}
            disabled={!mayRun || busy || (view.floor !== undefined && !withQuestions.includes(segment))}
            onClick={() => void send({ type: 'SetSegment', segment })}
          >
            {t(`segment.${segment}`)}
          </button>
        ))}
      </fieldset>
      <CommandNote state={state} />
    </div>
  );
}
