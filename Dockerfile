# The operator's image: built by the SDK, run on the chiseled runtime (no shell, no package manager) as a user without rights, on a read-only root.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY global.json .editorconfig Directory.Build.props Directory.Packages.props LICENSE ./
COPY src src
RUN dotnet publish src/Operator -c Release -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
COPY --from=build /app /app
# Diagnostics would open a socket in /tmp.
ENV DOTNET_EnableDiagnostics=0
USER 65532:65532
EXPOSE 8080 9440
ENTRYPOINT ["dotnet", "/app/steersman.dll"]
CMD ["--leader-elect", "--metrics-addr=:8080", "--health-addr=:9440"]
