import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { EntityPage } from "./entity-page.tsx";

const featureApi = getRouteApi("/firms/$firmId/features/$feature");
const userApi = getRouteApi("/firms/$firmId/users/$user");
const modelApi = getRouteApi("/firms/$firmId/models/$model");
const providerApi = getRouteApi("/firms/$firmId/providers/$provider");

// The keys keep a former entity's figures from being shown under the new name while it loads.

export function FeaturePage(): ReactNode {
  const { feature } = featureApi.useParams();
  return <EntityPage key={feature} dimension="feature" value={feature} search={featureApi.useSearch()} />;
}

export function UserPage(): ReactNode {
  const { user } = userApi.useParams();
  return <EntityPage key={user} dimension="user" value={user} search={userApi.useSearch()} />;
}

export function ModelPage(): ReactNode {
  const { model } = modelApi.useParams();
  return <EntityPage key={model} dimension="model" value={model} search={modelApi.useSearch()} />;
}

export function ProviderPage(): ReactNode {
  const { provider } = providerApi.useParams();
  return <EntityPage key={provider} dimension="provider" value={provider} search={providerApi.useSearch()} />;
}
