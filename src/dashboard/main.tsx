// The dashboard: views by their addresses, data from the server's interface, kept fresh by its stream of events.
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { queries } from './data/queries.ts';
import { router } from './router.tsx';
import './styles/tokens.css';
import './styles/base.css';
import './styles/frame.css';
import './styles/overview.css';
import './styles/stream.css';
import './styles/docs.css';
import './styles/compare.css';
import './styles/execution.css';
import './styles/timeline.css';
import './styles/log.css';
import './styles/jobs.css';

const page = document.querySelector('#page');
if (page === null) throw new Error('The page has no place for the dashboard');
createRoot(page).render(
  <StrictMode>
    <QueryClientProvider client={queries}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  </StrictMode>,
);
