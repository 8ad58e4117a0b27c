package io.podgate.gateway;

import io.restassured.RestAssured;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.ConfigProvider;

/** The management port: metrics, health, the OpenAPI document. */
final class Management {

    private Management() {}

    static Response get(String path) {
        int port = ConfigProvider.getConfig().getValue("quarkus.management.test-port", Integer.class);
        return RestAssured.given().port(port).get(path);
    }

    static boolean ready() {
        return get("/q/health/ready").statusCode() == 200;
    }

    static String metrics() {
        return get("/q/metrics").then().statusCode(200).extract().asString();
    }

    /** The value of the line that begins so; 0 where there is none. */
    static double metric(String beginning) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }
}
