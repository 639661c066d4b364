import { type ReactNode, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { InquiryId } from '../../shared/ids.ts';
import type { InquiryAudience } from '../../shared/inquiry/views.ts';
import { RefusalNotice } from '../design/Notice.tsx';
import { useConnection } from '../sitting.tsx';
import { type InquiryLine, viewOf } from './line.ts';
import { InquiryContext, useFollowing } from './useInquiry.ts';

interface Props {
  inquiryId: InquiryId;
  audience: InquiryAudience;
  children: ReactNode;
}

/** Follows an inquiry and shows `children` once its view for this audience is there. */
export function Inquiry({ inquiryId, audience, children }: Props) {
  const line = useFollowing(useConnection(), inquiryId);
  return (
    line && (
      <InquiryContext value={line}>
        <WhenThere line={line} audience={audience}>
          {children}
        </WhenThere>
      </InquiryContext>
    )
  );
}

function WhenThere({ line, audience, children }: Omit<Props, 'inquiryId'> & { line: InquiryLine }) {
  const { t } = useTranslation();
  const state = useSyncExternalStore(line.subscribe, line.state);
  if (state.refusal) return <RefusalNotice refusal={state.refusal} />;
  if (viewOf(state, audience)) return children;
  return state.audience ? <RefusalNotice refusal={{ code: 'not-allowed' }} /> : <p>{t('loading')}</p>;
}
