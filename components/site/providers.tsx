'use client';
// Client state that every page shares: the query cache and tooltips' timing; and the theme when the system changes it.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { Tooltip } from 'radix-ui';
import { type ReactNode, useEffect, useState } from 'react';
import { chosenTheme, showTheme } from './theme-script';

export function Providers({ children }: { children: ReactNode }) {
  const [client] = useState(
    () => new QueryClient({ defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false } } }),
  );
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const follow = () => showTheme(chosenTheme());
    follow();
    media.addEventListener('change', follow);
    return () => media.removeEventListener('change', follow);
  }, []);
  return (
    <QueryClientProvider client={client}>
      <Tooltip.Provider delayDuration={250} skipDelayDuration={400}>
        {children}
      </Tooltip.Provider>
    </QueryClientProvider>
  );
}
