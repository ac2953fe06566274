#include "secrets.h"

#include <gtest/gtest.h>

#include <ctime>

#include "hostile.h"

namespace plimsoll {
namespace {

// "weak a password [0,8)"
std::string dump(const Secret& secret, std::string_view text) {
  constexpr std::string_view kEvidence[] = {"format", "url", "name", "weak"};
  return std::string(kEvidence[static_cast<int>(secret.evidence)]) + " " + std::string(secret.what) + ": " +
         std::string(text.substr(secret.begin, secret.end - secret.begin));
}

struct Assignment {
  const char* name;
  const char* value;
  const char* expected;  // "" for none
};

// Token values are cut in two, so that no scanner takes this file for a leak.
TEST(Secrets, AssignmentsThatHoldOne) {
  const Assignment table[] = {
      {"DB_PASSWORD", "tr0ub4dor&3x", "name a password: tr0ub4dor&3x"},
      {"DB_PASSWORD", "  s3cr3tV4lue ", "name a password: s3cr3tV4lue"},
      {"MYSQL_ROOT_PASSWORD", "root", "weak a password: root"},
      {"POSTGRES_PASSWORD", "postgres", "weak a password: postgres"},
      {"PASSWORD", "password", "weak a password: password"},
      {"ADMIN_PASSWORD", "changeme", "weak a password: changeme"},
      {"PASSWORD", "123456", "weak a password: 123456"},
      {"PG_PSWD", "benchmarkdbpass", "weak a password: benchmarkdbpass"},
      {"cfconfig_adminPassword", "Zebra-Umbrella-77", "name a password: Zebra-Umbrella-77"},
      {"PGPASSWORD", "k2j4h5g6f7", "name a password: k2j4h5g6f7"},
      {"DB_PASS", "k2j4h5g6f7", "name a password: k2j4h5g6f7"},
      {"db.pwd", "k2j4h5g6f7", "name a password: k2j4h5g6f7"},
      {"--password", "k2j4h5g6f7", "name a password: k2j4h5g6f7"},
      {"SSH_PASSPHRASE", "correct h0rse battery", "name a passphrase: correct h0rse battery"},
      {"API_KEY", "f3a9c1d47b2e8056", "name an API key: f3a9c1d47b2e8056"},
      {"apiKey", "Zk8s7Dq1mPx4", "name an API key: Zk8s7Dq1mPx4"},
      {"clientSecret", "Zk8s7Dq1mPx4", "name a secret: Zk8s7Dq1mPx4"},
      {"SECRET_KEY_BASE", "9f86d081884c7d659a2feaa0c55ad015", "name a secret key: 9f86d081884c7d659a2feaa0c55ad015"},
      {"JWT_SECRET", "my-jwt-secret", "weak a secret: my-jwt-secret"},
      {"AWS_SECRET_ACCESS_KEY", "kJf8/sLq2+PzX0vBn4mRtY7uWc3eDa1oGh5iQw9T",
       "name an access key: kJf8/sLq2+PzX0vBn4mRtY7uWc3eDa1oGh5iQw9T"},
      {"ENCRYPTION_KEY", "Zk8s7Dq1mPx4Lw0Q", "name an encryption key: Zk8s7Dq1mPx4Lw0Q"},
      {"HUBOT_AUTH", "Zk8s7Dq1mPx4Lw0QbT", "name a credential: Zk8s7Dq1mPx4Lw0QbT"},
      {"ANYTHING",
       "AKIA"
       "Y3FDZNJPWM4QKBTV",
       "format an AWS access key ID: AKIA"
       "Y3FDZNJPWM4QKBTV"},
      {"HOST", "mongodb://app:k2j4h5g6f7@db:27017/x", "url a password in a URL: k2j4h5g6f7"},
      {"URL", "redis://:k2j4h5g6f7@cache", "url a password in a URL: k2j4h5g6f7"},
      {"DATABASE_URL", "postgres://postgres:postgres@db/app", "weak a password in a URL: postgres"},
  };
  for (const auto& [name, value, expected] : table) {
    const auto secret = secret_in_assignment(name, value);
    EXPECT_EQ(secret ? dump(*secret, value) : "", expected) << name << "=" << value;
  }
}

TEST(Secrets, AssignmentsThatHoldNone) {
  const Assignment table[] = {
      // The name is another thing than a secret's.
      {"USERNAME", "k2j4h5g6f7", ""},
      {"PASSWORD_FILE", "Zk8s7Dq1mPx4", ""},
      {"POSTGRES_PASSWORD_FILE", "/run/secrets/pg", ""},
      {"TOKEN_PATH", "Zk8s7Dq1mPx4", ""},
      {"SECRETS_DIR", "Zk8s7Dq1mPx4", ""},
      {"PUBLIC_KEY", "Zk8s7Dq1mPx4Lw0QbT", ""},
      {"TOKEN_TTL", "Zk8s7Dq1mPx4", ""},
      {"AUTH_URL", "https://auth.example.com/login", ""},
      {"SECRET_NAME", "Zk8s7Dq1mPx4", ""},
      {"SECRET_TYPE", "Zk8s7Dq1mPx4", ""},
      {"PASSWORD_ENABLED", "Zk8s7Dq1mPx4", ""},
      {"PASSWORD_MIN_LENGTH", "12", ""},
      {"PASSWORD_MIN_LENGTH", "4096", ""},
      {"PASSWORD_PROMPT_STRING", "Zk8s7Dq1mPx4", ""},
      {"FAB_PASSWORD_HASH_METHOD", "pbkdf2:sha256", ""},
      {"DATABASE_PASSWORD_CMD", "print-it-2024xyz", ""},
      {"KEYBOARD", "Zk8s7Dq1mPx4Lw0QbT", ""},
      {"MONKEY", "Zk8s7Dq1mPx4Lw0QbT", ""},
      {"TURKEY", "Zk8s7Dq1mPx4Lw0QbT", ""},
      {"TOKENIZERS_PARALLELISM", "false", ""},
      {"MAX_TOKENS", "4096", ""},
      {"num_tokens", "256256", ""},
      {"REQUIRE_MFA_AUTH", "Zk8s7Dq1mPx4Lw0QbT", ""},
      {"KMS_KEY_ALIAS", "Zk8s7Dq1mPx4Lw0QbT", ""},
      {"static_variables_file_key", "Zk8s7Dq1mPx4Lw0QbT", ""},
      {"KEYCLOAK_VERSION", "21.0.2", ""},
      {"AUTHOR", "Zk8s7Dq1mPx4Lw0QbT", ""},
      {"ACORE_COMPONENT", "authserver", ""},
      {"PWD", "k2j4h5g6f7", ""},
      {"PASS_THROUGH", "k2j4h5g6f7", ""},
      {"OAUTH2_PROXY_PASS_ACCESS_TOKEN", "true", ""},
      {"allowEmptyPassword", "yes", ""},
      {"ALLOW_EMPTY_PASSWORD", "yes", ""},
      {"KEDA_HTTP_DEFAULT_TIMEOUT", "3000", ""},
      {"password_validation.py", "k2j4h5g6f7", ""},
      {"trustStorePassword", "changeit", ""},
      {"passwordExpirationDuration", "1296000s", ""},
      {"imagePullSecrets", "regcred", ""},
      {"secretName", "my-app-k2j4h5", ""},
      {"existingSecret", "konflate-webhook-token-secret", ""},
      {"automountServiceAccountToken", "false", ""},
      {"CACHE_KEY", "linux-amd64-v1-deps-cache", ""},
      // Fingerprints and checksums.
      {"GPG_KEY", "A035C8C19219BA821ECEA86B64E628F8D684696D", ""},
      {"GPG_KEYS", "1198C0117593497A5EC5C199286AF1F9897469DC C28D937575603EB4ABB725861C0779DC5C0A9DE4", ""},
      {"NGINX_KEY", "A035C8C19219BA821ECEA86B64E628F8D684696D", ""},
      {"RELEASE_KEY", "0D96DF4D4110E5C43FBFB17F2D347EA6AA65421D", ""},
      {"TOKEN_SHA256", "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", ""},
      {"SIGNING_KEY", "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", ""},
      {"HOST_KEY", "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQDZ", ""},
      {"key", "LS0tLS1CRUdJTiBQVUJMSUMgS0VZLS0tLS0KTUlJQ0lqQU5CZ2txaGtpRzl3MEJBUUVG", ""},
      // The value stands for another one.
      {"PASSWORD", "", ""},
      {"PASSWORD", "  ", ""},
      {"PASSWORD", "\"\"", ""},
      {"PASSWORD", "$PASSWORD", ""},
      {"PASSWORD", "${PASSWORD}", ""},
      {"PASSWORD", "${PASSWORD:-}", ""},
      {"PASSWORD", "$(cat /run/secrets/p)", ""},
      {"PASSWORD", "$(DB_PASSWORD)", ""},
      {"PASSWORD", "{{ .Values.password }}", ""},
      {"PASSWORD", "{{PASSWORD}}", ""},
      {"PASSWORD", "%PASSWORD%", ""},
      {"PASSWORD", "@PASSWORD@", ""},
      {"PASSWORD", "__PASSWORD__", ""},
      {"PASSWORD", "<password>", ""},
      {"PASSWORD", "<your-password-2024>", ""},
      {"PASSWORD", "[REDACTED]", ""},
      {"PASSWORD", "ENC[AES256_GCM,data:O3HFn7k8QHDrI08N7Zm9ltdb]", ""},
      {"PASSWORD", "xxx", ""},
      {"PASSWORD", "XXXXXXXX", ""},
      {"PASSWORD", "********", ""},
      {"PASSWORD", "none", ""},
      {"PASSWORD", "null", ""},
      {"PASSWORD", "true", ""},
      {"PASSWORD", "42", ""},
      {"MTP_SECRET", "00000000000000000000000000000000", ""},
      {"API_KEY", "your-api-key-9", ""},
      {"API_KEY", "YOUR_API_KEY", ""},
      {"API_KEY", "replace-me-1234", ""},
      {"API_KEY", "put-your-key-here", ""},
      {"apiKeyFrom", "OPENAI_API_KEY", ""},
      {"AWS_SECRET_ACCESS_KEY", "UPDATE_AWS_SECRET_ACCESS_KEY", ""},
      {"AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", ""},
      {"SECRET_KEY_BASE", "dummy", ""},
      {"SECRET_KEY_BASE", "1", ""},
      {"VAULT_TOKEN", "op://infra/vault/token", ""},
      {"DB_PASSWORD", "arn:aws:secretsmanager:eu-west-1:000000000000:secret:db-AbCdEf", ""},
      {"rootVolumeEncryptionKey", "arn:aws-test:kms:us-test-1:000000000000:key/1234abcd-12ab-34cd-56ef-1234567890ab",
       ""},
      // A literal of another kind.
      {"TOKEN", "/etc/orka-token", ""},
      {"SSL_CERT_KEY", "/etc/ssl/private/site.key", ""},
      {"PRIVATE_KEY", "./keys/site.pem", ""},
      {"PRIVATE_KEY", "C:\\keys\\site.pem", ""},
      {"SIGNING_KEY", "release.asc", ""},
      {"SECRETFILE", "secret1.txt", ""},
      {"TOKEN", "https://issuer.example.com/token", ""},
      {"token", "bearer", ""},
      {"secret", "history-secrets", ""},
      {"bearerToken", "my-token", ""},
      {"tokenSecret", "my-app-secret", ""},
      {"password", "config.password", ""},
      {"key", "oauth2ClientIdRef", ""},
      {"key", "node-role.kubernetes.io/control-plane", ""},
      {"auth", "org.example.security.Authenticator", ""},
      {"session", "123e4567", ""},
      {"token", "the token of the user who builds", ""},
      // Known forms with an example's content.
      {"X",
       "AKIA"
       "IOSFODNN7EXAMPLE",
       ""},
      {"X",
       "ghp_"
       "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
       ""},
      {"X", "https://user:${PASSWORD}@host/", ""},
      {"X", "https://user:<password>@host/", ""},
      {"X", "http://ACCESS_KEY_ID:ACCESS_SECRET_KEY@S3_HOST:S3_PORT/BUCKET", ""},
      {"X", "ssh://git@github.com/a/b", ""},
      {"X", "git@github.com:a/b.git", ""},
      {"X", "https://user@host:8080/", ""},
      {"X", "http://localhost:8080/a@b", ""},
  };
  for (const auto& [name, value, expected] : table) {
    const auto secret = secret_in_assignment(name, value);
    EXPECT_EQ(secret ? dump(*secret, value) : "", expected) << name << "=" << value;
  }
}

TEST(Secrets, TokensInText) {
  const std::string hex32 = "9f86d081884c7d659a2feaa0c55ad015", hex64 = hex32 + "a3bf4f1b2b0b822cd15d6c15b0f00a08";
  const std::string alnum36 = "Zk8s7Dq1mPx4Lw0QbTn5Rj3VyHc6Ug9EaFiO", alnum43 = alnum36 + "Kd2MsWe";
  const std::pair<std::string, std::string> table[] = {
      {"ghp_" + alnum36, "a GitHub token"},
      {"github_pat_" + alnum36.substr(0, 22) + "_" + alnum36 + alnum36.substr(0, 23), "a GitHub token"},
      {"glpat-" + alnum36.substr(0, 20), "a GitLab token"},
      {"xoxb-"
       "428190573642-4281905736421-" +
           alnum36.substr(0, 24),
       "a Slack token"},
      {"sk_live_" + alnum36.substr(0, 24), "a Stripe key"},
      {"AIza" + alnum36.substr(0, 35), "a Google API key"},
      {"npm_" + alnum36, "an npm token"},
      {"pypi-AgE" + alnum43 + alnum36, "a PyPI token"},
      {"hf_"
       "kWqZpLmXnRtYvBcGdHsJfAeUiOqPwErTyU",
       "a Hugging Face token"},
      {"sk-ant-"
       "api03-" +
           alnum36,
       "an Anthropic key"},
      {"sk-proj-" + alnum43 + alnum36, "an OpenAI key"},
      {"SG." + alnum36.substr(0, 22) + "." + alnum43, "a SendGrid key"},
      {"SK" + hex32, "a Twilio API key"},
      {"dop_v1_" + hex64, "a DigitalOcean token"},
      {"dckr_pat_" + alnum36.substr(0, 27), "a Docker Hub token"},
      {"hvs." + alnum36, "a HashiCorp Vault token"},
      {"428190573:AA" + alnum36.substr(0, 33), "a Telegram bot token"},
      {"shpat_" + hex32, "a Shopify token"},
      {"dapi" + hex32, "a Databricks token"},
      {hex32 + "-us12", "a Mailchimp key"},
      {"eyJhbGciOiJIUzI1NiJ9"
       ".eyJzdWIiOiJwbGltc29sbCJ9." +
           alnum43,
       "a JSON Web Token"},
      {"AGE-SECRET-KEY-1"
       "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7LQPZRY9X8GF2TVDW0S3JN54KHCE",
       "an age secret key"},
  };
  for (const auto& [token, what] : table) {
    const std::string text = "echo '" + token + "' > x";
    const auto found = secrets_in_text(text);
    ASSERT_EQ(found.size(), 1u) << token;
    EXPECT_EQ(dump(found[0], text), "format " + what + ": " + token);
  }
}

TEST(Secrets, PartsOfText) {
  const std::string hook = "T0G4ZK8S7/B0DQ1MPX4/Zk8s7Dq1mPx4Lw0QbTn5Rj3V";
  const std::pair<std::string, std::string> table[] = {
      {"curl https://hooks.slack"
       ".com/services/" +
           hook,
       "format a Slack webhook: " + hook},
      {"curl -H 'Authorization: Bearer Zk8s7Dq1mPx4Lw0QbTn5Rj3V' x", "format a bearer token: Zk8s7Dq1mPx4Lw0QbTn5Rj3V"},
      {"git clone https://Zk8s7Dq1mPx4Lw0QbTn5Rj3V@git.corp/x", "url a token in a URL: Zk8s7Dq1mPx4Lw0QbTn5Rj3V"},
      {"ADD https://h/x?v=1&access_token=Zk8s7Dq1mPx4Lw0QbTn5 /", "url a token in a URL: Zk8s7Dq1mPx4Lw0QbTn5"},
      {"pip install -i https://bob:k2j4h5g6f7@pypi.corp/simple x", "url a password in a URL: k2j4h5g6f7"},
      {"curl -H 'Authorization: Bearer $TOKEN' x", ""},
      {"curl https://h/x?access_token=${TOKEN}", ""},
      {"grep -q 'BEGIN RSA PRIVATE KEY' f", ""},
      {"-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----", ""},
      {"## -----BEGIN RSA PRIVATE KEY-----\n## ...", ""},
      {"-----BEGIN OPENSSH PRIVATE KEY-----\n...\n-----END OPENSSH PRIVATE KEY-----\n", ""},
      {"-----BEGIN RSA PRIVATE KEY-----", "format a private key: -----BEGIN RSA PRIVATE KEY-----"},
      {"k: -----BEGIN EC PRIVATE KEY-----\\nMHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04\\n-----END EC PRIVATE KEY-----\\n",
       "format a private key: -----BEGIN EC PRIVATE KEY-----\\nMHcCAQEEIIrYSSNQFaA2Hwf1duRSxKtLYX5CB04\\n-----END EC "
       "PRIVATE KEY-----"},
  };
  for (const auto& [text, expected] : table) {
    std::string found;
    for (const Secret& secret : secrets_in_text(text)) found += (found.empty() ? "" : "; ") + dump(secret, text);
    EXPECT_EQ(found, expected) << text;
  }
}

TEST(Secrets, Configuration) {
  const std::string text =
      "# comment\n"
      "spring.datasource.password=k2j4h5g6f7\n"
      "export API_KEY='f3a9c1d47b2e8056'\n"
      "  \"clientSecret\": \"Zk8s7Dq1mPx4\",\n"
      "password: |\n"
      "token = get_token(x)\n"
      "if password == \"k2j4h5g6f7\"\n"
      "password = os.environ[\"PASSWORD\"]\n"
      "url=amqp://u:n9b8v7c6x5@mq\r\n"
      "admin-password: tr0ub4dor&3x\r\n";
  std::string found;
  for (const Secret& secret : secrets_in_configuration(text)) found += dump(secret, text) + "\n";
  EXPECT_EQ(found,
            "name a password: k2j4h5g6f7\n"
            "name an API key: f3a9c1d47b2e8056\n"
            "name a secret: Zk8s7Dq1mPx4\n"
            "url a password in a URL: n9b8v7c6x5\n"
            "name a password: tr0ub4dor&3x\n");
}

// What a manifest sets counts by its name alone, unless it may name an object.
TEST(Secrets, LiteralsOfManifests) {
  const Assignment table[] = {
      {"SYNC_TOKEN", "mytoken", "weak a token: mytoken"},
      {"API_KEY", "abc", "weak an API key: abc"},
      {"clientSecret", "abc123", "weak a secret: abc123"},
      {"SECRET", "supersecret", "weak a secret: supersecret"},
      {"DB_PASSWORD2", "hunter2", "weak a password: hunter2"},
      {"pwd", "hunter2", "weak a password: hunter2"},
      {"BASIC_AUTH", "admin:hunter2", "weak a password: hunter2"},
      {"AZURE_STORAGE_KEY", "abc123", "weak an access key: abc123"},
      {"PASSWORD", "********", "weak a password: ********"},
      {"AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
       "weak an access key: wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"},
      {"WEBHOOK_SECRET", "webhook-server-cert", ""},
      {"secret", "mysecret", ""},
      {"PULL_SECRET", "regcred", ""},
      {"SESSION_TOKEN", "12", ""},
      {"TOKEN", "12345678", ""},
      {"PROXY_AUTH", "proxy:3128", ""},
      {"PWD", "/srv", ""},
      {"TOKEN_FILE", "abc123", ""},
      {"API_KEY", "<key>", ""},
      {"API_KEY", "${KEY}", ""},
      {"API_KEY", "api-key", ""},
  };
  for (const auto& [name, value, expected] : table) {
    const auto secret = literal_secret(name, value);
    EXPECT_EQ(secret ? dump(*secret, value) : "", expected) << name << "=" << value;
  }
}

TEST(Secrets, CredentialFiles) {
  const std::pair<const char*, const char*> table[] = {
      {".npmrc", "npm credentials"},
      {"app/.env", "secrets of an environment"},
      {".env.production", "secrets of an environment"},
      {".env.example", ""},
      {"config/.env.sample", ""},
      {"env", ""},
      {"id_rsa", "a private SSH key"},
      {"id_rsa.pub", ""},
      {"/root/.ssh", "SSH keys"},
      {".ssh/", "SSH keys"},
      {"./.aws/credentials", "AWS credentials"},
      {"home/.docker/config.json", "registry credentials"},
      {"config.json", ""},
      {"tls/server.key", "a private key"},
      {"*.pem", "a key or certificate"},
      {"ca-certificates.pem", ""},
      {"public.pem", ""},
      {"server.crt", ""},
      {"C:\\app\\ID_RSA", "a private SSH key"},
      {"nginx-archive.key", "a private key"},
      {"docker.gpg.key", ""},
      {"*", ""},
      {".", ""},
      {"src/", ""},
      {"package.json", ""},
      {"secrets.schema.json", ""},
      {"monkey", ""},
      {".gitconfig", "git credentials (perhaps)"},
      {"", ""},
  };
  for (const auto& [path, expected] : table) {
    const auto file = credential_file(path);
    EXPECT_EQ(file ? std::string(file->what) + (file->certain ? "" : " (perhaps)") : "", expected) << path;
  }
}

TEST(Secrets, Base64) {
  EXPECT_EQ(decode_base64("cGFzc3dvcmQ="), "password");
  EXPECT_EQ(decode_base64("cGFzc3dvcmQx"), "password1");
  EXPECT_EQ(decode_base64("YQ==\n"), "a");
  EXPECT_EQ(decode_base64(""), "");
  EXPECT_EQ(encode_base64(""), "");
  EXPECT_EQ(encode_base64("a"), "YQ==");
  EXPECT_EQ(encode_base64("password"), "cGFzc3dvcmQ=");
  EXPECT_EQ(encode_base64("\xFF\xFE\xFD"), "//79");
  for (const char* text : {"a", "abc", "ab=c", "====", "ab?d", "YQ=", "YQ==YQ=="})
    EXPECT_EQ(decode_base64(text), std::nullopt) << text;
}

// Each of these made a naive search quadratic.
TEST(Secrets, HostileTextTakesLinearTime) {
  const char* parts[] = {"-----BEGIN PRIVATE KEY-----",
                         "-eyJhbGciOiJIUzI1NiJ9",
                         "a://",
                         "://a:b",
                         "8Q~",
                         "sig=",
                         "sk-T3BlbkFJ",
                         "?a=b&a://b?",
                         "password=",
                         "xoxb-",
                         "\"password\": \"",
                         "Bearer ",
                         "-us",
                         "{password: a, ",
                         "a,b:",
                         " =",
                         "AKIA"};
  for (const char* part : parts) {
    // Processor time, so that a busy machine makes no difference; a quadratic search would take sixteen times as long.
    auto took = [&](size_t size) {
      std::string text;
      while (text.size() < size) text += part;
      const std::clock_t begin = std::clock();
      literal_secrets_in(text);
      is_placeholder(text);
      secret_in_assignment(text, text);
      return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
    };
    took(1'000);  // compiles the patterns
    const double once = took(hostile(25'000));
    EXPECT_LT(took(hostile(100'000)), 10 * once + 0.05) << part;
  }
}

TEST(Secrets, VariablesThatAreForOne) {
  struct Case {
    const char* name;
    const char* expected;
  };
  for (const Case& test : std::initializer_list<Case>{
           {"NPM_TOKEN", "a token"},
           {"GIT_AUTH", "a credential"},
           {"DEPLOY_KEY", "a key"},
           {"API_USR", "half of a login"},
           {"USR", ""},
           {"DOCKER_AUTH_CONFIG", "registry credentials"},
           {"GPG_PASSPHRASE", "a passphrase"},
           {"GPG_KEY", ""},
           {"AWS_ACCESS_KEY_ID", "an access key ID"},
           {"KMS_KEY_ID", ""},
           {"SALT", ""},
           {"SESSION", ""},
           {"PASSWORD_FILE", ""},
           {"PUBLIC_KEY", ""},
           {"USERNAME", ""},
           {"PASSWORD_PROMPT_STRING", ""},
           {"KEYBOARD", ""},
       }) {
    EXPECT_EQ(secret_variable(test.name), test.expected) << test.name;
  }
}

TEST(Secrets, LoginsInUrls) {
  auto dump_logins = [](std::string_view text) {
    std::string result;
    for (const UrlLogin& login : logins_in_urls(text)) {
      result += std::string(login.user) + "|" + std::string(login.password) + "|" + std::string(login.host) + "|" +
                std::string(text.substr(login.begin, login.end - login.begin)) + ";";
    }
    return result;
  };
  EXPECT_EQ(dump_logins("git clone https://bob:pw@h.org/x"), "bob|pw|h.org|bob:pw;");
  EXPECT_EQ(dump_logins("https://${TOKEN:-none}@h.org"), "|${TOKEN:-none}|h.org|${TOKEN:-none};");
  EXPECT_EQ(dump_logins("https://x:${TOKEN:-none}@h.org"), "x|${TOKEN:-none}|h.org|x:${TOKEN:-none};");
  EXPECT_EQ(dump_logins("https://h.org/@scope https://@h https://a@"), "");
}

TEST(Secrets, GlobsOfCredentialFiles) {
  EXPECT_TRUE(credential_file(".env*"));
  EXPECT_TRUE(credential_file("app/.npmr[c]"));
  EXPECT_TRUE(credential_file("*.pem"));
  EXPECT_FALSE(credential_file("*"));
  EXPECT_FALSE(credential_file("*.json"));
  EXPECT_FALSE(credential_file(".env.example*"));
  EXPECT_TRUE(fits_file("test/*.pem", "test/a.pem"));
  EXPECT_TRUE(fits_file("*.pem", "certs/a.pem"));
}

}  // namespace
}  // namespace plimsoll
