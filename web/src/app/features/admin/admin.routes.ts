import { Routes } from '@angular/router';

/** What runs the installation, beside a navigation of its own. */
export const routes: Routes = [
  {
    path: '',
    loadComponent: () => import('./pages/admin-frame').then((m) => m.AdminFrame),
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: 'title.admin',
        loadComponent: () => import('./pages/overview-page').then((m) => m.OverviewPage),
      },
      {
        path: 'people',
        title: 'title.users',
        loadComponent: () => import('./pages/user-list').then((m) => m.UserList),
      },
      {
        path: 'people/add',
        title: 'title.addPeople',
        loadComponent: () => import('./pages/add-people-page').then((m) => m.AddPeoplePage),
      },
      {
        path: 'courses',
        title: 'title.allCourses',
        loadComponent: () => import('./pages/courses-page').then((m) => m.CoursesPage),
      },
      {
        path: 'categories',
        title: 'title.categories',
        loadComponent: () => import('./pages/category-list').then((m) => m.CategoryList),
      },
      {
        path: 'site',
        title: 'title.site',
        loadComponent: () => import('./pages/site-page').then((m) => m.SitePage),
      },
      {
        path: 'audit',
        title: 'title.audit',
        loadComponent: () => import('./pages/audit-page').then((m) => m.AuditPage),
      },
      {
        path: 'jobs',
        title: 'title.jobs',
        loadComponent: () => import('./pages/jobs-page').then((m) => m.JobsPage),
      },
    ],
  },
];
