package io.podgate.identity;

import java.util.Map;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Signs tokens, rightly and wrongly. */
public final class Signer {

    private final PublicJsonWebKey key;
    private final String algorithm;

    private Signer(PublicJsonWebKey key, String id, String algorithm) {
        this.key = key;
        this.algorithm = algorithm;
        key.setKeyId(id);
    }

    public static Signer rsa(String id) {
        try {
            return new Signer(RsaJwkGenerator.generateJwk(2048), id, "RS256");
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    public static Signer ec(String id) {
        try {
            return new Signer(EcJwkGenerator.generateJwk(EllipticCurves.P256), id, "ES256");
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    PublicJsonWebKey key() {
        return key;
    }

    /** Claims that a good token has, from the moment in seconds. */
    public static JwtClaims claims(String issuer, String audience, long now) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setIssuedAt(NumericDate.fromSeconds(now - 60));
        claims.setNotBefore(NumericDate.fromSeconds(now - 60));
        claims.setExpirationTime(NumericDate.fromSeconds(now + 600));
        return claims;
    }

    public String sign(JwtClaims claims) {
        return sign(claims, algorithm);
    }

    /** With another algorithm than usual, or without a name for its key. */
    String sign(JwtClaims claims, String otherAlgorithm) {
        JsonWebSignature token = unsigned(claims, otherAlgorithm);
        token.setKey(key.getPrivateKey());
        return serialized(token);
    }

    String signWithoutKeyId(JwtClaims claims) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(algorithm);
        token.setKey(key.getPrivateKey());
        return serialized(token);
    }

    /** The old trick: the public key, which everybody has, taken for a secret. */
    public String signWithThePublicKeyAsSecret(JwtClaims claims) {
        JsonWebSignature token = unsigned(claims, "HS256");
        token.setKey(new HmacKey(key.getPublicKey().getEncoded()));
        return serialized(token);
    }

    public String leaveUnsigned(JwtClaims claims) {
        JsonWebSignature token = unsigned(claims, "none");
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        return serialized(token);
    }

    private JsonWebSignature unsigned(JwtClaims claims, String algorithmName) {
        JsonWebSignature token = new JsonWebSignature();
        token.setPayload(claims.toJson());
        token.setAlgorithmHeaderValue(algorithmName);
        token.setKeyIdHeaderValue(key.getKeyId());
        return token;
    }

    private static String serialized(JsonWebSignature token) {
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new AssertionError(e);
        }
    }

    Map<String, Object> published() {
        return key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    }
}
